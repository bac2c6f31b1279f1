package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * What a password may be, and how it is hashed: Argon2id with 19 MiB and two passes, as OWASP
 * recommends. Thread-safe.
 */
final class Passwords {
  static final int SHORTEST = 12;
  static final int LONGEST = 128;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;

  /** Each hash in the making holds its memory, so only few are made at once. */
  private static final int AT_ONCE = 4;

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, PASSES);
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final String nobody;

  Passwords() {
    nobody =
        ""
            + "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
            + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  }

  /**
   * Checks a new password.
   *
   * @throws Refusal where it is too easy to guess
   */
  static void check(String userName, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw refusal(
          "A password has between "
              + SHORTEST
              + " and "
              + LONGEST
              + " characters; a few words make a good one.");
    }
    String plain = password.toLowerCase(Locale.ROOT);
    if (plain.contains(userName) && plain.length() < userName.length() + SHORTEST) {
      throw refusal("A password must not be the user's name with a little added.");
    }
    if (plain.chars().distinct().count() < 4) {
      throw refusal("A password needs more than three different characters.");
    }
  }

  private static Refusal refusal(String detail) {
    return new Refusal(Refusal.Code.UNPROCESSABLE, detail);
  }

  String hash(String password) {
    return inTurn(() -> encoder.encode(password));
  }

  boolean matches(String password, String hash) {
    return password.length() <= LONGEST * 2 && inTurn(() -> encoder.matches(password, hash));
  }

  /** Takes as long as looking at a real one, so that nobody learns who exists. */
  void matchNobody(String password) {
    matches(password, nobody);
  }

  private <T> T inTurn(Supplier<T> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
