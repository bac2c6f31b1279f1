package io.plumbline.store;

import java.util.Optional;

/**
 * What a sender calls somebody.
 *
 * @param value compared exactly, never blank
 */
public record Identifier(Kind kind, String value) {
  private static final String ANONYMOUS_PREFIX = "anonymous:";

  /** How a person or a company is known. */
  public enum Kind {
    USER,
    ANONYMOUS,
    ACCOUNT
  }

  public Identifier {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an identifier needs a value");
    }
  }

  public static Identifier user(String value) {
    return new Identifier(Kind.USER, value);
  }

  public static Identifier anonymous(String value) {
    return new Identifier(Kind.ANONYMOUS, value);
  }

  public static Identifier account(String value) {
    return new Identifier(Kind.ACCOUNT, value);
  }

  /** The subject's id for people and models: {@code anonymous:ID} while nothing else is known. */
  public String subjectId() {
    return kind == Kind.ANONYMOUS ? ANONYMOUS_PREFIX + value : value;
  }

  /** The anonymous identifier that a lead's id spells, if it spells one. */
  public static Optional<Identifier> anonymousOf(String subjectId) {
    return subjectId.startsWith(ANONYMOUS_PREFIX) && subjectId.length() > ANONYMOUS_PREFIX.length()
        ? Optional.of(anonymous(subjectId.substring(ANONYMOUS_PREFIX.length())))
        : Optional.empty();
  }
}
