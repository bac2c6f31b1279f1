package io.plumbline.store;

import java.time.Instant;

/**
 * Who changed what, and when; never a secret, never personal data of a lead.
 *
 * @param key 0 until it is stored; rising
 * @param actor {@code user:NAME}, {@code key:LABEL}, {@code cli} or {@code system}
 * @param action a verb on a thing, as {@code model.publish}
 * @param target what it was done to
 * @param detail what else is worth knowing, as JSON text; empty for nothing
 */
public record AuditEntry(
    long key, Instant at, String actor, String action, String target, String detail) {}
