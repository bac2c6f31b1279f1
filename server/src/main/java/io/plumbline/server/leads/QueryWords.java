package io.plumbline.server.leads;

import io.plumbline.core.model.Points;
import io.plumbline.server.Refusal;
import io.plumbline.server.api.Problems;
import io.plumbline.server.leads.SortBy.Figure;
import io.plumbline.server.leads.ValueTest.Operator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the parameters of a list say. */
final class QueryWords {
  private static final List<String> OPERATORS =
      Arrays.stream(Operator.values()).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?s)(.+?):(" + String.join("|", OPERATORS) + "):(.*)");
  private static final Pattern SCORE = Pattern.compile("([^:]+):(at_least|at_most):(.+)");
  private static final Pattern SORT = Pattern.compile("(?s)(-?)(?:(score|grade|attribute):)?(.+)");

  private static final int MOST_SHOWN = 30;
  private static final int MOST_SORT_KEYS = 5;

  private QueryWords() {}

  /** The tests of attributes; several plain ones of one attribute are alternatives. */
  static List<ListFilter> attributes(List<String> parameters) {
    List<ListFilter> filters = new ArrayList<>();
    Map<String, List<String>> alternatives = new LinkedHashMap<>();
    for (String parameter : parameters) {
      Matcher matcher = ATTRIBUTE.matcher(parameter);
      if (!matcher.matches()) {
        throw invalid(
            "attribute",
            parameter,
            "NAME:OPERATOR:VALUE, as country:is:RO, with one of " + String.join(", ", OPERATORS));
      }
      Operator operator = Operator.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
      String word = matcher.group(3);
      if (operator == Operator.IS) {
        alternatives.computeIfAbsent(matcher.group(1), name -> new ArrayList<>()).add(word);
      } else {
        filters.add(new ListFilter.OfAttribute(matcher.group(1), test(operator, word, parameter)));
      }
    }
    alternatives.forEach(
        (name, words) ->
            filters.add(new ListFilter.OfAttribute(name, new ValueTest(Operator.IS, words))));
    return filters;
  }

  private static ValueTest test(Operator operator, String word, String parameter) {
    boolean several = operator == Operator.IN || operator == Operator.NOT_IN;
    if (operator == Operator.EXISTS && !word.equals("true") && !word.equals("false")) {
      throw invalid("attribute", parameter, "NAME:exists:true or NAME:exists:false");
    }
    if ((operator == Operator.AT_LEAST || operator == Operator.AT_MOST)
        && !ValueTest.isComparable(word)) {
      throw invalid("attribute", parameter, "a number, a day or an instant at its end");
    }
    return new ValueTest(operator, several ? words(word) : List.of(word));
  }

  /** Ranges of scores, each as NAME:at_least:POINTS. */
  static List<ListFilter> scores(List<String> parameters) {
    List<ListFilter> filters = new ArrayList<>();
    for (String parameter : parameters) {
      Matcher matcher = SCORE.matcher(parameter);
      if (!matcher.matches()) {
        throw invalid("score", parameter, "NAME:at_least:POINTS or NAME:at_most:POINTS");
      }
      Optional<Points> points = Optional.of(points("score", matcher.group(3)));
      boolean low = matcher.group(2).equals("at_least");
      filters.add(
          new ListFilter.PointsRange(
              Optional.of(matcher.group(1)),
              low ? points : Optional.empty(),
              low ? Optional.empty() : points));
    }
    return filters;
  }

  /** Grades, each as NAME:GRADE,GRADE, or without a name where only one score has such grades. */
  static List<ListFilter> grades(List<String> parameters, List<String> scores) {
    List<ListFilter> filters = new ArrayList<>();
    for (String parameter : parameters) {
      int colon = parameter.indexOf(':');
      if (colon < 0 && scores.size() != 1) {
        throw invalid("grade", parameter, "NAME:GRADE, as fit:A,B");
      }
      String score = colon < 0 ? scores.get(0) : parameter.substring(0, colon);
      filters.add(new ListFilter.Grades(score, words(parameter.substring(colon + 1))));
    }
    return filters;
  }

  /** The order, as {@code -total,attribute:company}. */
  static List<SortBy> sort(List<String> parameters) {
    List<SortBy> sort = new ArrayList<>();
    for (String parameter : parameters) {
      for (String key : words(parameter)) {
        sort.add(sortKey(key));
      }
    }
    // A cursor holds a text for each key, and has to fit into an address.
    if (sort.size() > MOST_SORT_KEYS) {
      String all = String.join(",", parameters);
      throw invalid("sort", all, "at most " + MOST_SORT_KEYS + " keys");
    }
    return sort;
  }

  private static SortBy sortKey(String key) {
    Matcher matcher = SORT.matcher(key);
    if (!matcher.matches()) {
      throw sortMistake(key);
    }
    boolean falling = matcher.group(1).equals("-");
    String kind = matcher.group(2);
    String name = matcher.group(3);
    if (kind != null) {
      return new SortBy(Figure.valueOf(kind.toUpperCase(Locale.ROOT)), name, falling);
    }
    Figure figure =
        Arrays.stream(Figure.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
            .filter(each -> !List.of(Figure.SCORE, Figure.GRADE, Figure.ATTRIBUTE).contains(each))
            .findFirst()
            .orElseThrow(() -> sortMistake(key));
    return new SortBy(figure, "", falling);
  }

  private static Refusal sortMistake(String key) {
    return invalid(
        "sort",
        key,
        "id, total, cell, band, coverage, last_activity, created, score:NAME, grade:NAME or"
            + " attribute:NAME, with - before it for the highest, latest or best first");
  }

  /** Words between commas, blank ones left out. */
  static List<String> words(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  static Points points(String parameter, String text) {
    try {
      return Points.of(new BigDecimal(text.strip())).orElseThrow(NumberFormatException::new);
    } catch (NumberFormatException none) {
      throw invalid(parameter, text, "points with at most three decimals, as 62.5");
    }
  }

  static Instant instant(String parameter, String text) {
    try {
      boolean day = text.length() == "2026-11-21".length();
      return day
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException none) {
      throw invalid(parameter, text, "an instant as 2026-11-21T10:00:00Z, or a day in UTC");
    }
  }

  /** What is said of the name of a model where only some are live. */
  static Refusal noModel(String found, boolean account, List<String> live) {
    String kind = "a live model that scores " + (account ? "accounts" : "leads");
    return invalid("model", found, kind + (live.isEmpty() ? "; there is none" : ": " + some(live)));
  }

  /** What is said of a name where only some are known. */
  static Refusal unknown(String parameter, String found, List<String> known) {
    return invalid(parameter, found, known.isEmpty() ? "none: the model has none" : some(known));
  }

  private static String some(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(names.size(), MOST_SHOWN)));
    return names.size() > MOST_SHOWN ? shown + " or another" : shown;
  }

  static Refusal invalid(String parameter, String found, String expected) {
    return new Refusal(
        Refusal.Code.INVALID,
        "The parameter "
            + parameter
            + " is "
            + Problems.quoted(found)
            + "; expected "
            + expected
            + ".");
  }
}
