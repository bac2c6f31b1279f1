package io.plumbline.server.leads;

import io.plumbline.core.fact.Value;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of a lead or account now.
 *
 * @param identities everything it was ever called
 * @param scores its effective score under each live model
 */
@Schema(description = "All that is known of a lead or account now.")
public record SubjectDetail(
    @Schema(example = "42") String id,
    Instant created,
    Optional<Instant> lastActivity,
    List<String> identities,
    @Schema(description = "The account that a lead belongs to.", example = "acme")
        Optional<String> account,
    Map<String, Value> attributes,
    List<ListedScore> scores) {
  public SubjectDetail {
    identities = List.copyOf(identities);
    scores = List.copyOf(scores);
  }
}
