package io.plumbline.store;

import io.plumbline.core.fact.Value;
import java.time.Instant;
import java.util.Optional;

/**
 * What was said of an attribute, and when.
 *
 * @param value empty where it was said to be unknown
 * @param at from when on it is so; of several facts of one attribute the latest counts, of those of
 *     one instant the one received last
 */
public record AttributeFact(
    long profile, String name, Optional<Value> value, Instant at, Instant received) {}
