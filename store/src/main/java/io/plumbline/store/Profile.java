package io.plumbline.store;

import java.time.Instant;

/**
 * The facts received under one identifier. A subject (a lead or an account) is one profile or,
 * after merges, several; its facts are the union of theirs.
 *
 * @param key above 0, given once and never again; rising in the order of creation
 * @param subject the key of the profile that the subject is called by; its own key where no merge
 *     has moved it
 * @param firstSeen when the first fact under it was received
 */
public record Profile(long key, Identifier identifier, long subject, Instant firstSeen) {}
