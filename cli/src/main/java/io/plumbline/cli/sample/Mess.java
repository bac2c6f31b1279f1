package io.plumbline.cli.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** How people and systems spell: the dirt of a real export. */
final class Mess {
  private static final List<String> NOTHING = List.of("", "", "", "-", "n/a", "N/A", "?", ".");
  private static final List<String> ODD_PHONES =
      List.of("n/a", "see mail", "-", "0000000000", "+", "TBD", "5.55012E+06");
  private static final List<String> NOTES =
      List.of(
          "Met at the fair.\nCall back in spring",
          "says: \"maybe next quarter\"",
          "do not call before 10, prefers mail",
          "budget approved; waiting for legal",
          "enrich this one",
          "asked about price, twice");

  private Mess() {}

  /** A text as typed: now and then with stray spaces, in one case, or read in a wrong charset. */
  static String typed(Dice dice, String text) {
    int place = dice.below(200);
    if (place < 6) {
      return text + " ";
    }
    if (place < 8) {
      return "  " + text;
    }
    if (place < 14) {
      return text.toUpperCase(Locale.ROOT);
    }
    if (place < 22) {
      return text.toLowerCase(Locale.ROOT);
    }
    if (place < 23) {
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
    return text;
  }

  /** A text, or with the given probability what people write instead of one. */
  static String orNothing(Dice dice, String text, double missing) {
    return dice.chance(missing) ? dice.pick(NOTHING) : text;
  }

  /** A number of the culture's reserved range, written in one of its ways; often none. */
  static String phone(Dice dice, Culture culture) {
    if (culture.list("phones").isEmpty() || dice.chance(0.4)) {
      return dice.chance(0.08) ? dice.pick(ODD_PHONES) : "";
    }
    StringBuilder number = new StringBuilder(culture.pick(dice, "phones"));
    for (int i = 0; i < number.length(); i++) {
      if (number.charAt(i) == '#') {
        number.setCharAt(i, (char) ('0' + dice.below(10)));
      }
    }
    return number.toString();
  }

  /** The number of employees as one or another data provider gives it. */
  static String employees(Dice dice, int employees) {
    int place = dice.below(100);
    if (place < 24) {
      return "";
    }
    if (place < 50) {
      return range(employees);
    }
    if (place < 54) {
      return "~" + Math.max(10, employees / 10 * 10);
    }
    return place < 57 && employees >= 1000
        ? "%d,%03d".formatted(employees / 1000, employees % 1000)
        : Integer.toString(employees);
  }

  static String country(Dice dice, Culture culture) {
    int place = dice.below(100);
    if (place < 8) {
      return "";
    }
    return place < 30 ? culture.pick(dice, "spellings") : culture.country();
  }

  static String note(Dice dice) {
    return dice.chance(0.06) ? dice.pick(NOTES) : "";
  }

  private static String range(int employees) {
    int[] tops = {10, 50, 200, 500, 1000, 5000, 10_000};
    int bottom = 1;
    for (int top : tops) {
      if (employees <= top) {
        return bottom + "-" + top;
      }
      bottom = top + 1;
    }
    return "10001+";
  }
}
