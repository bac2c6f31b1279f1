package io.plumbline.server.access;

import io.plumbline.store.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of an API key: a prefix that says its kind, 27 random characters of base 62 (160.7
 * bits), and six that are the CRC-32 of everything before them. So a typing error, or a key found
 * by a scanner, is told without asking anybody.
 */
final class KeyText {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_CHARACTERS = 27;
  private static final int CHECK_CHARACTERS = 6;
  private static final int SHOWN_CHARACTERS = 4;
  private static final int LONGEST_ECHO = 40;
  private static final Pattern FORM = Pattern.compile("pl[ws]_[0-9A-Za-z]{33}");

  private KeyText() {}

  /** A new key. */
  static String random(ApiKey.Kind kind, RandomGenerator random) {
    StringBuilder text = new StringBuilder(prefix(kind));
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return text.append(check(text)).toString();
  }

  /** Whether a text can be a key at all; most that cannot are keys with a typing error. */
  static boolean isWellFormed(String text) {
    int end = text.length() - CHECK_CHARACTERS;
    return FORM.matcher(text).matches()
        && text.substring(end).equals(check(text.subSequence(0, end)));
  }

  static String prefix(ApiKey.Kind kind) {
    return switch (kind) {
      case WRITE -> "plw_";
      case SECRET -> "pls_";
    };
  }

  /** As much of a key as may be shown later. */
  static String shown(String text) {
    return text.substring(0, 4) + "…" + text.substring(text.length() - SHOWN_CHARACTERS);
  }

  /** What somebody sent, short enough to be shown again. */
  static String cut(String text) {
    return text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "…" : text;
  }

  private static String check(CharSequence text) {
    CRC32 sum = new CRC32();
    sum.update(text.toString().getBytes(StandardCharsets.US_ASCII));
    long rest = sum.getValue();
    char[] digits = new char[CHECK_CHARACTERS];
    for (int i = CHECK_CHARACTERS - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }
}
