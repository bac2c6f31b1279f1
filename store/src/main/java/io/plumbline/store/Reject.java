package io.plumbline.store;

import java.time.Instant;
import java.util.Optional;

/**
 * An event that could not be taken.
 *
 * @param key 0 until it is stored; rising
 * @param source which key it came through, never a secret
 * @param code what kind of mistake, for machines
 * @param reason what was found, what was expected and where
 * @param payload the message as received, as JSON text where it is JSON, cut at a limit
 * @param replayedAt when a replay took it; empty while it is open
 */
public record Reject(
    long key,
    Instant received,
    String source,
    String code,
    String reason,
    String payload,
    Optional<Instant> replayedAt) {}
