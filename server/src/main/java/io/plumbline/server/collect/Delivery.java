package io.plumbline.server.collect;

import java.time.Instant;
import java.util.Optional;

/**
 * A body that was delivered whole, and what was said of it on the outside.
 *
 * @param body as it is, inflated
 * @param key the write key, where it does not stand in the body
 * @param browser whether a web page sent it
 * @param call what the route says its only call is
 */
@SuppressWarnings("ArrayRecordComponent") // A body is passed on, never compared.
record Delivery(
    byte[] body,
    Language language,
    Optional<String> key,
    boolean browser,
    Optional<String> call,
    Instant received) {}
