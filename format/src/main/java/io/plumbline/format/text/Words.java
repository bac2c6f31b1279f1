package io.plumbline.format.text;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Single facts in plain English. */
public final class Words {
  private static final int LONGEST_VALUE = 48;
  private static final int LONGEST_NAME = 32;
  private static final int MOST_ELEMENTS = 20;
  private static final int MOST_DIGITS = 40;

  private Words() {}

  /** A value on one line, cut where it is long. */
  public static String value(Value value) {
    return TextWidth.cut(TextWidth.clean(plain(value)), LONGEST_VALUE);
  }

  private static String plain(Value value) {
    if (value instanceof Value.Text text) {
      return text.text().substring(0, Math.min(text.text().length(), 1000));
    } else if (value instanceof Value.Decimal decimal) {
      return number(decimal.number());
    } else if (value instanceof Value.Bool bool) {
      return String.valueOf(bool.truth());
    } else if (value instanceof Value.Day day) {
      return day.date().toString();
    } else if (value instanceof Value.Moment moment) {
      return moment.instant().toString();
    }
    return ((Value.Many) value)
        .elements().stream()
            .limit(MOST_ELEMENTS)
            .map(Words::plain)
            .collect(Collectors.joining(", "));
  }

  /** A number without trailing zeros; with an exponent where it would be long. */
  static String number(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal plain = number.stripTrailingZeros();
    boolean isLong = Math.abs((long) plain.scale()) > MOST_DIGITS;
    return isLong ? plain.toString() : plain.toPlainString();
  }

  /** The name of an attribute, a rule or a band on one line, cut where it is long. */
  static String name(String name) {
    return TextWidth.cut(TextWidth.clean(name), LONGEST_NAME);
  }

  /** Points with their sign: {@code +12.5}, {@code -8}. */
  public static String signed(Points points) {
    return points.thousandths() > 0 ? "+" + points : points.toString();
  }

  /** How long ago a day was: {@code today}, {@code 1 day ago}. */
  static String ago(LocalDate day, LocalDate today) {
    long days = ChronoUnit.DAYS.between(day, today);
    return days == 0 ? "today" : count(days, "day") + " ago";
  }

  /** A number of things: {@code 1 day}, {@code 2 days}. */
  public static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** Names in a row: {@code a}, {@code a and b}, {@code a, b and c}. */
  public static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
