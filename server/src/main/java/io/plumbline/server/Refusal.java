package io.plumbline.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An operation that was not done, and why. One table turns its code into an HTTP status. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient Optional<Duration> retryAfter;
  private final transient List<Flaw> flaws;

  /**
   * A refusal.
   *
   * @param detail what was found, what was expected and where; no secrets, no personal data
   */
  public Refusal(Code code, String detail) {
    this(code, detail, Optional.empty(), List.of());
  }

  public Refusal(Code code, String detail, Optional<Duration> retryAfter) {
    this(code, detail, retryAfter, List.of());
  }

  /** A refusal of something in which several things are wrong. */
  public Refusal(Code code, String detail, List<Flaw> flaws) {
    this(code, detail, Optional.empty(), flaws);
  }

  private Refusal(Code code, String detail, Optional<Duration> retryAfter, List<Flaw> flaws) {
    super(detail);
    this.code = code;
    this.retryAfter = retryAfter;
    this.flaws = List.copyOf(flaws);
  }

  public Code code() {
    return code;
  }

  /** When trying again may help; empty where it will not, or nobody can say. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Everything that is wrong, where there may be several things. */
  public List<Flaw> flaws() {
    return flaws;
  }

  /**
   * One of the things that are wrong.
   *
   * @param at where: a place in a file, a JSON pointer, the name of a parameter
   * @param code what kind of mistake, for machines
   * @param detail what was found and what was expected
   */
  public record Flaw(String at, String code, String detail) {}

  /** The kinds of refusals. */
  public enum Code {
    /** What was asked cannot be read or makes no sense (400). */
    INVALID,
    /** Nobody is known by this key, session or password (401). */
    UNAUTHENTICATED,
    /** Whoever asks may not do this (403). */
    FORBIDDEN,
    /** There is no such thing (404). */
    NOT_FOUND,
    /** It contradicts what stands, or was changed by somebody else meanwhile (409). */
    CONFLICT,
    /** The version named by If-Match is not the present one (412). */
    STALE,
    /** It is larger than the limit (413). */
    TOO_LARGE,
    /** It can be read, but says something that cannot be done (422). */
    UNPROCESSABLE,
    /** Too much at once: a limit of rate, or a full queue (429). */
    TOO_MANY,
    /** The store is away, or the server is not ready (503). */
    UNAVAILABLE
  }
}
