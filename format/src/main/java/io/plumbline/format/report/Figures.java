package io.plumbline.format.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as an English reader expects them: {@code 1,234,567}, {@code 8.4%}. */
final class Figures {
  private Figures() {}

  /** A whole number with commas. */
  static String count(long number) {
    return format("#,##0").format(number);
  }

  /** A number of things with commas: {@code 1 lead}, {@code 1,200 leads}. */
  static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** Points, to three decimals at most, with commas. */
  static String points(long thousandths) {
    return format("#,##0.###").format(BigDecimal.valueOf(thousandths, 3));
  }

  /** Points to one decimal, for sums and averages; with a sign where asked. */
  static String rounded(double thousandths, boolean sign) {
    BigDecimal number = BigDecimal.valueOf(thousandths / 1000).setScale(1, RoundingMode.HALF_UP);
    return (sign && number.signum() > 0 ? "+" : "") + format("#,##0.#").format(number);
  }

  /**
   * A part of a whole in percent; a part above nothing is never shown as 0, nor one below all as
   * 100.
   */
  static String share(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    double percent = 100.0 * part / whole;
    if (part > 0 && percent < 0.1) {
      return "<0.1%";
    }
    if (part < whole && percent > 99.9) {
      return ">99.9%";
    }
    return format(percent < 9.95 ? "0.#" : "0").format(percent) + "%";
  }

  /** A length in a drawing. */
  static String length(double length) {
    return format("0.##").format(length);
  }

  private static DecimalFormat format(String pattern) {
    DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.US));
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }
}
