package io.plumbline.cli;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class Words {
  private Words() {}

  /** {@code 1 error}, {@code 1,200 errors}. */
  static String count(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 0.42 s}, {@code 3 min 12 s}. */
  static String duration(Duration time) {
    if (time.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
    return time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }
}
