package io.plumbline.core.oracle;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Points;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** The words, numbers and times that models and facts of one random case share. */
final class RandomWords {
  static final List<String> ATTRIBUTES =
      List.of(
          "country", "Country", "größe", "titel", "since", "tags", "o'k \"x\", y", "𝒳", "score");
  static final List<String> PROPERTIES =
      List.of("path", "amount", "Amount", "when", "ok", "标签", "p q");
  static final List<String> TYPES =
      List.of("view", "View ", "click", "ＣＬＩＣＫ", "straße", "STRASSE", "İ", "Σας", "ΣΑΣ", "*x");

  private static final List<String> TEXTS =
      List.of(
          "RO",
          "ro",
          " Ｒｏ\u00a0",
          "straße",
          "STRASSE",
          "İstanbul",
          "i̇stanbul",
          "ΣΑΣ",
          "σας",
          "σασ",
          "CTO",
          "Chief of staff",
          "chief *",
          "a*b",
          "a?b",
          "ab",
          "😀",
          "x😀y",
          "line\nbreak",
          "ﬁt",
          "fit",
          "½",
          "\u200bzero",
          "\u0085next",
          "ﷺ",
          "e\u0301",
          "é",
          "ß",
          "\ufffd",
          "µ",
          "K");
  private static final List<String> TEXT_NUMBERS =
      List.of(
          "1",
          " 1.50 ",
          "+2",
          "-0",
          "００７",
          "1.",
          ".5",
          "1e3",
          "10",
          "0.0000005",
          "-0.0000005",
          "2.5\u2003",
          "٣",
          "1_0",
          "12345678901234567890.5",
          "true",
          "TRUE ",
          "Ｆalse",
          "yes",
          "3");
  private static final List<String> PATTERNS =
      List.of(
          "*", "?", "??", "c?o", "chief *", "*ß*", "*\n*", "x？y", "＊o", "**a**b", "s*e", "*.5*",
          "R*", "tru?", "2*-*", "?*?", "*as");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "1.0",
          "1.5",
          "-1",
          "2",
          "2.5",
          "3",
          "7",
          "10",
          "1E+2",
          "0.001",
          "-0.0",
          "1000",
          "12345678901234567890.5",
          "1E+30",
          "0.0000004",
          "-0.0000005",
          "1.0000015",
          "2E-7");

  private final Dice dice;
  private final Era era;

  RandomWords(Dice dice, Era era) {
    this.dice = dice;
    this.era = era;
  }

  String text() {
    return dice.chance(60)
        ? dice.of(TEXTS)
        : dice.chance(60) ? dice.of(TEXT_NUMBERS) : textOfTime();
  }

  String pattern() {
    return dice.chance(75) ? dice.of(PATTERNS) : text();
  }

  BigDecimal number() {
    return new BigDecimal(dice.of(NUMBERS));
  }

  /** A day near the era's, or one far from it. */
  LocalDate date() {
    return dice.chance(95)
        ? era.day().plusDays(dice.from(-12, 12))
        : dice.of(LocalDate.of(0, 1, 1), LocalDate.of(9999, 12, 31), LocalDate.of(1900, 2, 28));
  }

  /** An instant near the era's day, often just at a midnight. */
  Instant instant() {
    LocalDate day = era.day().plusDays(dice.from(-9, 4));
    if (dice.chance(40)) {
      return day.atStartOfDay(era.zone()).toInstant().plusNanos(dice.from(-1, 1));
    }
    LocalTime time =
        dice.chance(50)
            ? LocalTime.of(dice.from(0, 23), dice.of(0, 1, 30, 59))
            : LocalTime.ofNanoOfDay(dice.from(0, 86_399) * 1_000_000_000L + dice.from(0, 999));
    return day.atTime(time).atZone(era.zone()).toInstant();
  }

  /** A text that is a time, or nearly. */
  private String textOfTime() {
    String day = date().toString();
    return switch (dice.from(0, 9)) {
      case 0, 1 -> day;
      case 2 -> day + "T" + dice.of("00:00", "02:30", "23:59:59.999999999", "24:00", "00:30");
      case 3 -> day + " " + dice.of("00:00:00", "03:00:00.1", "23:30", "1:00", "12:00:60");
      case 4 -> day + "T00:00:00.0" + dice.of("Z", "+02", "-05:30", "+14:00", "+18:01", "z");
      case 5 -> " " + day + "\u2003";
      case 6 -> day.replace('2', '２');
      case 7 -> day.replace("-", "");
      case 8 -> instant().toString();
      default ->
          day + dice.of("T", "t00:00", "T10:00+2", "T10:00:00.1234567891", "-01", "T10:00 Z");
    };
  }

  /** A known value. */
  Value value() {
    return dice.chance(82)
        ? scalar()
        : Value.ofElements(dice.some(1, 4, this::scalar)).orElseThrow();
  }

  private Value scalar() {
    return switch (dice.from(0, 9)) {
      case 0, 1, 2, 3, 4 -> new Value.Text(dice.chance(4) ? dice.of("", " \u3000") : text());
      case 5, 6 -> new Value.Decimal(number());
      case 7 -> new Value.Bool(dice.chance(50));
      case 8 -> new Value.Day(date());
      default -> new Value.Moment(instant());
    };
  }

  Literal literal() {
    return switch (dice.from(0, 7)) {
      case 0, 1, 2 -> new Literal.Text(text());
      case 3, 4 -> new Literal.Decimal(number());
      case 5 -> new Literal.Bool(dice.chance(50));
      default -> new Literal.Date(date());
    };
  }

  /** Points of either sign. */
  Points points() {
    Points size = positive();
    return dice.chance(8) ? Points.ZERO : dice.chance(28) ? new Points(-size.thousandths()) : size;
  }

  /** Points above 0, of up to three decimals. */
  Points positive() {
    return switch (dice.from(0, 9)) {
      case 0 -> new Points(dice.from(1, 999));
      case 1 -> new Points(dice.from(1, 40_000));
      case 2 -> new Points(dice.from(1, 80) * 500L);
      case 3 -> dice.chance(10) ? Points.LIMIT : Points.of(100);
      default -> Points.of(dice.from(1, 20));
    };
  }

  Optional<Points> sometimes(int percent, Points points) {
    return dice.chance(percent) ? Optional.of(points) : Optional.empty();
  }
}
