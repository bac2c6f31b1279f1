package io.plumbline.server.leads;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.core.score.Score.OfDimension;
import io.plumbline.server.leads.SubjectTable.Known;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lists said plainly: filter everybody, sort everybody. Slow, and an oracle for that. */
final class NaiveList {
  record Person(Known known, Optional<Score> score) {}

  private NaiveList() {}

  static List<String> ids(List<Person> everybody, ListQuery query) {
    Comparator<Person> order = (a, b) -> 0;
    boolean idFalling = false;
    for (SortBy by : query.sort()) {
      if (by.figure() == SortBy.Figure.ID) {
        idFalling = by.falling();
        break;
      }
      order = order.thenComparing(order(by));
    }
    Comparator<Person> byId = (a, b) -> Arrays.compareUnsigned(utf8(a.known()), utf8(b.known()));
    return everybody.stream()
        .filter(person -> query.filters().stream().allMatch(filter -> holds(filter, person)))
        .filter(person -> found(person.known(), NormalText.of(query.search())))
        .sorted(order.thenComparing(idFalling ? byId.reversed() : byId))
        .map(person -> person.known().subject().id())
        .toList();
  }

  private static byte[] utf8(Known known) {
    return known.subject().id().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean found(Known known, String needle) {
    return List.of("name", "email").stream()
            .flatMap(name -> Optional.ofNullable(known.subject().attributes().get(name)).stream())
            .anyMatch(value -> text(value).contains(needle))
        || NormalText.of(known.subject().id()).contains(needle);
  }

  private static String text(Value value) {
    return NormalText.of(ValueCode.plain(value));
  }

  private static boolean holds(ListFilter filter, Person person) {
    Optional<Score> score = person.score();
    if (filter instanceof ListFilter.PointsRange range) {
      Optional<Points> points =
          range.score().isEmpty()
              ? score.flatMap(Score::total)
              : dimension(score, range.score().get()).map(OfDimension::points);
      return points
          .filter(it -> range.atLeast().map(low -> it.compareTo(low) >= 0).orElse(true))
          .filter(it -> range.atMost().map(high -> it.compareTo(high) <= 0).orElse(true))
          .isPresent();
    }
    if (filter instanceof ListFilter.Grades grades) {
      return dimension(score, grades.score())
          .filter(it -> grades.labels().contains(it.grade()))
          .isPresent();
    }
    if (filter instanceof ListFilter.Bands bands) {
      return score.filter(it -> bands.names().contains(it.band())).isPresent();
    }
    if (filter instanceof ListFilter.Disqualified wanted) {
      return score.filter(it -> it.disqualifiedBy().isEmpty() != wanted.yes()).isPresent();
    }
    if (filter instanceof ListFilter.Active active) {
      Instant at = person.known().lastActivity();
      return !at.equals(Instant.MIN)
          && active.after().map(at::isAfter).orElse(true)
          && active.before().map(at::isBefore).orElse(true);
    }
    if (filter instanceof ListFilter.Created created) {
      Instant at = person.known().firstSeen();
      return created.after().map(at::isAfter).orElse(true)
          && created.before().map(at::isBefore).orElse(true);
    }
    ListFilter.OfAttribute test = (ListFilter.OfAttribute) filter;
    Value value = person.known().subject().attributes().get(test.name());
    return value == null ? test.test().holdsForUnknown() : test.test().holds(value);
  }

  private static Optional<OfDimension> dimension(Optional<Score> score, String name) {
    return score.flatMap(
        it -> it.scores().stream().filter(each -> each.name().equals(name)).findFirst());
  }

  private static Comparator<Person> order(SortBy by) {
    return switch (by.figure()) {
      case TOTAL -> by(by, person -> person.score().flatMap(Score::total), Points::compareTo);
      case SCORE ->
          by(
              by,
              person -> dimension(person.score(), by.name()).map(OfDimension::points),
              Points::compareTo);
      case BAND ->
          by(
              by,
              person -> person.score().map(Score::band),
              Comparator.comparing(
                  (String band) -> -List.of("hot", "warm", "cold", "disqualified").indexOf(band)));
      case GRADE ->
          by(
              by,
              person -> dimension(person.score(), by.name()).map(OfDimension::grade),
              Comparator.<String>reverseOrder());
      case LAST_ACTIVITY ->
          by(
              by,
              person ->
                  Optional.of(person.known().lastActivity()).filter(at -> !at.equals(Instant.MIN)),
              Instant::compareTo);
      case CREATED -> by(by, person -> Optional.of(person.known().firstSeen()), Instant::compareTo);
      case ATTRIBUTE ->
          by(
              by,
              person -> Optional.ofNullable(person.known().subject().attributes().get(by.name())),
              NaiveList::compareValues);
      case ID, CELL, COVERAGE -> (a, b) -> 0;
    };
  }

  private static <T> Comparator<Person> by(
      SortBy by, java.util.function.Function<Person, Optional<T>> figure, Comparator<T> order) {
    Comparator<T> directed = by.falling() ? order.reversed() : order;
    return (a, b) -> {
      Optional<T> left = figure.apply(a);
      Optional<T> right = figure.apply(b);
      if (left.isEmpty() || right.isEmpty()) {
        return Boolean.compare(left.isEmpty(), right.isEmpty());
      }
      return directed.compare(left.get(), right.get());
    };
  }

  private static int compareValues(Value left, Value right) {
    Value a = ValueCode.first(left);
    Value b = ValueCode.first(right);
    if (kind(a) != kind(b)) {
      return kind(a) - kind(b);
    }
    if (kind(a) == 0) {
      BigDecimal number = new BigDecimal(text(a));
      return number.compareTo(new BigDecimal(text(b)));
    }
    return Arrays.compareUnsigned(
        text(a).getBytes(StandardCharsets.UTF_8), text(b).getBytes(StandardCharsets.UTF_8));
  }

  /** Numbers, days, texts. */
  private static int kind(Value value) {
    if (text(value).matches("[0-9]+")) {
      return 0;
    }
    return value instanceof Value.Day ? 1 : 2;
  }
}
