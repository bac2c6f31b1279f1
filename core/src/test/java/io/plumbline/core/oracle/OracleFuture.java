package io.plumbline.core.oracle;

import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Decay;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Table;
import io.plumbline.core.model.Test;
import io.plumbline.core.score.Explanation.NextChange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * "The next day D' > D at whose start the points of the score (or the total) would differ with the
 * facts that exist at the as-of, and those points": every day is looked at on which they could.
 */
final class OracleFuture {
  /** The oracle counts recencies day by day: it does not look at tables that go further. */
  private static final long MAX_RECENCY = 100_000;

  private final ScoringModel model;
  private final Facts facts;
  private final OracleEvents events;
  private final List<LocalDate> days;
  private final Map<LocalDate, List<Points>> points = new HashMap<>();

  OracleFuture(ScoringModel model, Facts facts, OracleEvents events, LocalDate today) {
    this.model = model;
    this.facts = facts;
    this.events = events;
    SortedSet<LocalDate> could = new TreeSet<>();
    addDaysOfEvents(could, today);
    addDaysOfAttributes(could);
    // A day that the zone skipped, as Apia did, has no start.
    days =
        could.tailSet(today.plusDays(1)).stream()
            .filter(day -> OracleTime.exists(day, model.zone()))
            .toList();
  }

  /** The change of one number from what it is now. */
  Optional<NextChange> of(Points now, Function<List<Points>, Points> number) {
    for (LocalDate day : days) {
      Points then = number.apply(points.computeIfAbsent(day, this::points));
      if (!then.equals(now)) {
        return Optional.of(new NextChange(day, then));
      }
    }
    return Optional.empty();
  }

  private List<Points> points(LocalDate day) {
    return new OracleDay(model, facts.subject(), events, day).points();
  }

  /**
   * Each day on which a half life or a straight line may still change a weight, and the days about
   * which the age of an event passes a window, a step or a number that a recency is compared with.
   */
  private void addDaysOfEvents(SortedSet<LocalDate> could, LocalDate today) {
    List<LocalDate> with = events.all().stream().map(events::day).distinct().sorted().toList();
    if (with.isEmpty()) {
      return;
    }
    LocalDate faded = with.get(with.size() - 1).plusDays(fading() + 2);
    for (LocalDate day = today.plusDays(1); day.isBefore(faded); day = day.plusDays(1)) {
      could.add(day);
    }
    for (long age : edges().toArray()) {
      for (LocalDate day : with) {
        addAbout(day.plusDays(age), could);
      }
    }
  }

  private static void addAbout(LocalDate day, SortedSet<LocalDate> could) {
    for (int about = -2; about <= 2; about++) {
      could.add(day.plusDays(about));
    }
  }

  /** The age at which the last event has faded to the last weight that it will have. */
  private long fading() {
    return eventRules(model)
        .mapToLong(
            rule ->
                rule.decay() instanceof Decay.HalfLife half
                    ? 21L * half.days() // 1 000 000 / 2^21 rounds to 0.
                    : rule.decay() instanceof Decay.Linear linear ? linear.days() : 0)
        .max()
        .orElse(0);
  }

  private LongStream edges() {
    return eventRules(model)
        .flatMapToLong(
            rule ->
                LongStream.concat(
                    LongStream.of(rule.withinDays()),
                    LongStream.concat(
                        rule.decay() instanceof Decay.Steps steps
                            ? steps.steps().stream().mapToLong(Decay.Step::fromDays)
                            : LongStream.empty(),
                        rule instanceof Rule.Measured measured
                                && measured.measure() instanceof Measure.Recency
                            ? numbers(measured.table())
                            : LongStream.empty())))
        .distinct();
  }

  private static LongStream numbers(Table table) {
    return tests(table)
        .flatMap(test -> test.operators().stream())
        .flatMap(OracleFuture::numbers)
        .mapToLong(number -> number.setScale(0, RoundingMode.CEILING).longValueExact())
        .peek(
            number -> {
              if (number > MAX_RECENCY) {
                throw new IllegalArgumentException("too far ahead for the oracle: " + number);
              }
            });
  }

  private static Stream<BigDecimal> numbers(Operator operator) {
    if (operator instanceof Operator.Compare compare) {
      return Stream.of(compare.number());
    }
    List<Literal> literals =
        operator instanceof Operator.Is is
            ? List.of(is.literal())
            : operator instanceof Operator.IsNot isNot
                ? List.of(isNot.literal())
                : operator instanceof Operator.In in
                    ? in.literals()
                    : operator instanceof Operator.NotIn notIn ? notIn.literals() : List.of();
    return literals.stream()
        .flatMap(
            literal ->
                literal instanceof Literal.Decimal number
                    ? Stream.of(number.number())
                    : literal instanceof Literal.Text text
                        ? OracleText.number(text.text()).stream()
                        : Stream.empty());
  }

  /** The days about which the age of an attribute's date passes a span of the model. */
  private void addDaysOfAttributes(SortedSet<LocalDate> could) {
    List<LocalDate> dates =
        facts.subject().attributes().values().stream()
            .flatMap(v -> v instanceof Value.Many many ? many.elements().stream() : Stream.of(v))
            .flatMap(v -> OracleTime.dayOf(v, model.zone()).stream())
            .toList();
    List<Integer> spans = spans(model);
    for (LocalDate date : dates) {
      for (int span : spans) {
        addAbout(date.plusDays(span), could);
      }
    }
  }

  private static List<Integer> spans(ScoringModel model) {
    Stream<Test> tests =
        rules(model)
            .flatMap(
                rule ->
                    rule instanceof Rule.If condition
                        ? tests(condition.condition())
                        : rule instanceof Rule.Lookup lookup
                            ? tests(lookup.table())
                            : Stream.empty());
    return tests
        .flatMap(test -> test.operators().stream())
        .flatMap(
            operator ->
                operator instanceof Operator.OlderThan older
                    ? Stream.of(older.days())
                    : operator instanceof Operator.NewerThan newer
                        ? Stream.of(newer.days())
                        : Stream.empty())
        .toList();
  }

  private static Stream<Test> tests(Condition condition) {
    if (condition instanceof Condition.All all) {
      return all.conditions().stream().flatMap(OracleFuture::tests);
    }
    if (condition instanceof Condition.Any any) {
      return any.conditions().stream().flatMap(OracleFuture::tests);
    }
    return condition instanceof Condition.Not not
        ? tests(not.condition())
        : Stream.of(((Condition.Attribute) condition).test());
  }

  private static Stream<Test> tests(Table table) {
    return table.rows().stream()
        .flatMap(
            row -> row instanceof Table.Row.When when ? Stream.of(when.test()) : Stream.empty());
  }

  private static Stream<Rule.OfEvents> eventRules(ScoringModel model) {
    return rules(model)
        .filter(rule -> rule instanceof Rule.OfEvents)
        .map(rule -> (Rule.OfEvents) rule);
  }

  private static Stream<Rule> rules(ScoringModel model) {
    return model.scores().stream()
        .map(Dimension::groups)
        .flatMap(List::stream)
        .map(Group::rules)
        .flatMap(List::stream);
  }
}
