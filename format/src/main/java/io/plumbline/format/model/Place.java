package io.plumbline.format.model;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.model.Limits;
import io.plumbline.core.model.Pointer;
import io.plumbline.core.model.Points;
import io.plumbline.format.model.CoreSchema.Kind;
import io.plumbline.format.model.Node.Broken;
import io.plumbline.format.model.Node.Fields;
import io.plumbline.format.model.Node.Items;
import io.plumbline.format.model.Node.Scalar;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value at its place in a file, to be read as what should stand there. Each way of reading gives
 * nothing where something else stands, after noting the error.
 */
final class Place {
  private static final Pattern SPAN = Pattern.compile("[1-9][0-9]{0,4}d");
  private static final Pattern PERCENT = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?%");
  private static final String A_SPAN = "a span of days from 1d to 36500d";

  private final Node node;
  private final String path;
  private final Findings findings;

  Place(Node node, String path, Findings findings) {
    this.node = node;
    this.path = path;
    this.findings = findings;
    if (node instanceof Broken) {
      findings.unread(path);
    }
  }

  Node node() {
    return node;
  }

  String path() {
    return path;
  }

  Position position() {
    return node.start();
  }

  Findings findings() {
    return findings;
  }

  boolean isMap() {
    return node instanceof Fields;
  }

  boolean isList() {
    return node instanceof Items;
  }

  Optional<Kind> kind() {
    return node instanceof Scalar scalar ? Optional.of(CoreSchema.kind(scalar)) : Optional.empty();
  }

  void error(String code, String found, String expected) {
    findings.error(code, path, node.start(), found, expected);
  }

  /** Notes that something else was expected here, unless what stands here was reported already. */
  void wrong(String expected) {
    if (!(node instanceof Broken)) {
      error("wrong-type", Words.found(node), expected);
    }
  }

  /** A text of which something is left when it is compared. */
  Optional<String> text(String expected) {
    Optional<String> text = anyText(expected);
    if (text.isPresent() && NormalText.isBlank(text.get())) {
      error("blank", "a blank text", expected);
      return Optional.empty();
    }
    return text;
  }

  /** A text, blank or not. */
  Optional<String> anyText(String expected) {
    if (node instanceof Scalar scalar) {
      Kind kind = CoreSchema.kind(scalar);
      if (kind == Kind.TEXT) {
        return Optional.of(scalar.text());
      }
      String hint = kind == Kind.NULL ? "" : ", in quotes where it is meant as text";
      error("wrong-type", Words.found(node), expected + hint);
      return Optional.empty();
    }
    wrong(expected);
    return Optional.empty();
  }

  /** A text or a number as it is written. */
  Optional<String> label(String expected) {
    if (kind().filter(it -> it == Kind.NUMBER).isPresent() && node instanceof Scalar scalar) {
      return Optional.of(scalar.text());
    }
    return text(expected);
  }

  /** A text, a number or a date as it is written. */
  Optional<String> asWritten(String expected) {
    boolean date = kind().filter(it -> it == Kind.DATE).isPresent();
    return date && node instanceof Scalar scalar ? Optional.of(scalar.text()) : label(expected);
  }

  /** An exact number of any size. */
  Optional<BigDecimal> number(String expected) {
    if (kind().filter(it -> it == Kind.NUMBER).isPresent() && node instanceof Scalar scalar) {
      Optional<BigDecimal> number = CoreSchema.number(scalar);
      if (number.isEmpty()) {
        String most = "a number of at most " + Limits.MAX_DIGITS + " digits";
        error("out-of-bounds", Words.found(node), most);
      }
      return number;
    }
    wrong(expected);
    return Optional.empty();
  }

  /** A number with at most three decimals; how large it can be is checked by the model. */
  Optional<Points> points(String expected) {
    return number(expected).flatMap(it -> points(it, ""));
  }

  private Optional<Points> points(BigDecimal number, String unit) {
    if (number.abs().compareTo(Points.LIMIT.toDecimal()) > 0) {
      String bounds = unit.isEmpty() ? "a number from -1000000 to 1000000" : "0% to 100%";
      error("out-of-bounds", Words.found(node), bounds);
      return Optional.empty();
    }
    Optional<Points> points = Points.of(number);
    if (points.isEmpty()) {
      error("too-many-decimals", Words.found(node), "at most three decimals");
    }
    return points;
  }

  /** A percentage such as {@code 75%}. */
  Optional<Points> percent(String expected) {
    if (isPercent() && node instanceof Scalar scalar) {
      String digits = scalar.text().substring(0, scalar.text().length() - 1);
      return points(new BigDecimal(digits), "%");
    }
    wrong(expected);
    return Optional.empty();
  }

  boolean isPercent() {
    return node instanceof Scalar scalar && PERCENT.matcher(scalar.text()).matches();
  }

  /** A whole number within bounds. */
  Optional<Integer> whole(int least, int most, String expected) {
    if (node instanceof Scalar scalar && CoreSchema.isWhole(scalar)) {
      Optional<BigDecimal> number = CoreSchema.number(scalar);
      boolean fits =
          number.isPresent()
              && number.get().compareTo(BigDecimal.valueOf(least)) >= 0
              && number.get().compareTo(BigDecimal.valueOf(most)) <= 0;
      if (!fits) {
        error("out-of-bounds", Words.found(node), expected);
      }
      return fits ? number.map(BigDecimal::intValueExact) : Optional.empty();
    }
    wrong(expected);
    return Optional.empty();
  }

  /** A number of days such as {@code 30d}. */
  Optional<Integer> span() {
    if (node instanceof Scalar scalar) {
      Optional<Integer> days = days(scalar.text());
      if (days.isEmpty()) {
        error("bad-span", Words.found(node), A_SPAN);
      }
      return days;
    }
    wrong(A_SPAN);
    return Optional.empty();
  }

  static Optional<Integer> days(String span) {
    return SPAN.matcher(span).matches()
        ? Optional.of(Integer.valueOf(span.substring(0, span.length() - 1)))
            .filter(Limits::allowsSpan)
        : Optional.empty();
  }

  /** A date, in quotes or not. */
  Optional<LocalDate> date() {
    if (node instanceof Scalar scalar && CoreSchema.isDate(scalar.text())) {
      try {
        return Optional.of(LocalDate.parse(scalar.text()));
      } catch (DateTimeException noSuchDay) {
        error("no-such-day", Words.found(node), "a day of the calendar");
        return Optional.empty();
      }
    }
    wrong("a date such as 2026-01-31");
    return Optional.empty();
  }

  Optional<Boolean> truth() {
    if (kind().filter(it -> it == Kind.BOOL).isPresent() && node instanceof Scalar scalar) {
      return Optional.of(CoreSchema.truth(scalar));
    }
    wrong("true or false");
    return Optional.empty();
  }

  /** The elements of a list that is not empty. */
  List<Place> items(String expected) {
    if (node instanceof Items items) {
      if (items.elements().isEmpty()) {
        error("empty", "an empty list", expected);
      }
      List<Place> places = new ArrayList<>();
      for (int i = 0; i < items.elements().size(); i++) {
        places.add(new Place(items.elements().get(i), Pointer.to(path, i), findings));
      }
      return places;
    }
    wrong(expected);
    return List.of();
  }

  /** The entries of a map with keys that the language knows. */
  Optional<FieldMap> fields(String expected) {
    if (node instanceof Fields fields) {
      return Optional.of(new FieldMap(this, fields));
    }
    wrong(expected);
    return Optional.empty();
  }

  /** The entries of a map that is not empty; nothing where something else stands here. */
  Optional<FieldMap> map(String expected) {
    if (node instanceof Fields fields) {
      if (fields.fields().isEmpty()) {
        error("empty", "an empty map", expected);
        return Optional.empty();
      }
      return Optional.of(new FieldMap(this, fields));
    }
    wrong(expected);
    return Optional.empty();
  }
}
