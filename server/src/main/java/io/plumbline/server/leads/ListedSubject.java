package io.plumbline.server.leads;

import io.plumbline.core.fact.Value;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A lead or account as lists show it.
 *
 * @param lastActivity the instant of its latest event, to the microsecond
 * @param score its effective score under the list's model; empty where it has none
 * @param attributes those asked for that are known
 */
@Schema(description = "A lead or account as lists show it.")
public record ListedSubject(
    @Schema(example = "42") String id,
    Instant created,
    Optional<Instant> lastActivity,
    Optional<ListedScore> score,
    Map<String, Value> attributes) {}
