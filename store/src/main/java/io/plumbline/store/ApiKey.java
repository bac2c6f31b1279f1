package io.plumbline.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key by which a program is known; its text is not kept.
 *
 * @param key 0 until it is stored; rising
 * @param hash of the text; no two keys have one hash
 * @param shown enough of the text to tell keys apart, too little to use
 * @param label what it is for, in its maker's words
 * @param scopes what a secret key may do; none for a write key
 * @param createdBy as an {@link AuditEntry} names who does things
 * @param lastUsed not to the second
 * @param expires from when on it works no more, as was said when it was made
 * @param revoked from when on it works no more, as was said later; may lie ahead
 */
public record ApiKey(
    long key,
    Kind kind,
    String hash,
    String shown,
    String label,
    Set<String> scopes,
    String createdBy,
    Instant created,
    Optional<Instant> lastUsed,
    Optional<Instant> expires,
    Optional<Instant> revoked) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** What kind of secret a key is; stored by name. */
  public enum Kind {
    /** Stands in web pages; may only write events. */
    WRITE,
    /** Is kept by servers; may do what its scopes say. */
    SECRET
  }

  /** The same under a key. */
  public ApiKey withKey(long given) {
    return new ApiKey(
        given, kind, hash, shown, label, scopes, createdBy, created, lastUsed, expires, revoked);
  }

  /** The same, last used at an instant. */
  public ApiKey withLastUsed(Instant at) {
    return new ApiKey(
        key,
        kind,
        hash,
        shown,
        label,
        scopes,
        createdBy,
        created,
        Optional.of(at),
        expires,
        revoked);
  }

  /** The same, which works no more from an instant on. */
  public ApiKey withRevoked(Instant from) {
    return new ApiKey(
        key,
        kind,
        hash,
        shown,
        label,
        scopes,
        createdBy,
        created,
        lastUsed,
        expires,
        Optional.of(from));
  }

  /** Whether it works at an instant. */
  public boolean worksAt(Instant instant) {
    return expires.filter(end -> !instant.isBefore(end)).isEmpty()
        && revoked.filter(end -> !instant.isBefore(end)).isEmpty();
  }
}
