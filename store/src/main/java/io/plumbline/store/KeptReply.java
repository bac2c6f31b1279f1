package io.plumbline.store;

import java.time.Instant;

/**
 * The reply to a request that may be repeated.
 *
 * @param caller who made it
 * @param key what the caller calls it
 * @param request a hash of all that it said
 * @param headers lines of name, colon and value
 * @param body empty where it held a secret
 */
public record KeptReply(
    String caller,
    String key,
    String request,
    Instant at,
    int status,
    String headers,
    String body) {}
