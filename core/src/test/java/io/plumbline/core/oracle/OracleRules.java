package io.plumbline.core.oracle;

import static io.plumbline.core.score.Contribution.Answer.NO;
import static io.plumbline.core.score.Contribution.Answer.UNKNOWN;
import static io.plumbline.core.score.Contribution.Answer.YES;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.Table;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Contribution.Answer;
import io.plumbline.core.score.Contribution.Kind;
import io.plumbline.core.score.Evidence;
import io.plumbline.core.score.Explanation.Range;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each rule gives on one day: "Attribute rules" and "Event rules" of section 5.
 *
 * @param conditions with the day of the as-of
 */
record OracleRules(
    OracleConditions conditions, Map<String, Value> attributes, OracleEvents events) {

  Contribution of(Rule rule) {
    if (rule instanceof Rule.If condition) {
      return ofIf(condition);
    }
    return rule instanceof Rule.Lookup lookup ? ofLookup(lookup) : ofEvents((Rule.OfEvents) rule);
  }

  /** "`if` gives `points` on yes, else 0." */
  private Contribution ofIf(Rule.If rule) {
    Answer answer = conditions.answer(rule.condition(), attributes);
    Points points = answer == YES ? rule.points() : Points.ZERO;
    Range range =
        answer == UNKNOWN ? range(List.of(Points.ZERO, rule.points())) : new Range(points, points);
    Set<String> names = new LinkedHashSet<>();
    collect(rule.condition(), names);
    return new Contribution.OfAttributes(
        rule.id(), Kind.IF, answer, points, range, evidence(names));
  }

  /**
   * "`lookup` gives the points of the first row that holds, 0 if none. For an unknown attribute no
   * row but `unknown` is asked: the rule gives that row's points, else 0, and is unknown."
   */
  private Contribution ofLookup(Rule.Lookup rule) {
    Optional<Value> value = Optional.ofNullable(attributes.get(rule.attribute()));
    Evidence.Attributes evidence = evidence(Set.of(rule.attribute()));
    if (value.isEmpty()) {
      Points points = Points.ZERO;
      // "lookup: any row but `unknown`, and 0 where there is no `else`"
      List<Points> answers = new ArrayList<>();
      boolean otherwise = false;
      for (Table.Row row : rule.table().rows()) {
        if (row instanceof Table.Row.Unknown) {
          points = row.points();
        } else {
          answers.add(row.points());
          otherwise |= row instanceof Table.Row.Otherwise;
        }
      }
      if (!otherwise) {
        answers.add(Points.ZERO);
      }
      return new Contribution.OfAttributes(
          rule.id(), Kind.LOOKUP, UNKNOWN, points, range(answers), evidence);
    }
    Optional<Points> held = firstRow(rule.table(), value.get());
    Points points = held.orElse(Points.ZERO);
    return new Contribution.OfAttributes(
        rule.id(),
        Kind.LOOKUP,
        held.isPresent() ? YES : NO,
        points,
        new Range(points, points),
        evidence);
  }

  /** "A row whose answer is unknown does not hold." */
  private Optional<Points> firstRow(Table table, Value value) {
    for (Table.Row row : table.rows()) {
      boolean holds =
          row instanceof Table.Row.Otherwise
              || (row instanceof Table.Row.When when
                  && conditions.answer(when.test(), Optional.of(value)) == YES);
      if (holds) {
        return Optional.of(row.points());
      }
    }
    return Optional.empty();
  }

  private Contribution ofEvents(Rule.OfEvents rule) {
    LocalDate today = conditions.today();
    List<Event> counted = events.of(rule.signal(), rule.withinDays(), today);
    long weights = 0;
    for (Event event : counted) {
      weights += OracleNumbers.weight(rule.decay(), events.age(event, today));
    }
    if (rule instanceof Rule.PerEvent perEvent) {
      return ofPoints(perEvent, counted, weights);
    }
    Optional<BigDecimal> measured = Optional.empty();
    long before = 0;
    if (rule instanceof Rule.Tiers tiers) {
      // "the points of every tier that the number of events has reached, added up"
      for (Rule.Tier tier : tiers.tiers()) {
        before += counted.size() >= tier.count() ? tier.points().thousandths() : 0;
      }
    } else {
      Rule.Measured measure = (Rule.Measured) rule;
      measured = measure(measure.measure(), counted);
      before = points(measure, measured).thousandths();
    }
    // "mulDiv(points, w(age of the latest of the rule's events), 1 000 000); without an event
    // nothing is decayed"
    long after = before;
    if (!counted.isEmpty()) {
      long age = events.smallestAge(counted, today);
      after = OracleNumbers.mulDiv(before, weight(rule, age), OracleNumbers.MILLION);
    }
    return new Contribution.OfEvents(
        rule.id(),
        rule instanceof Rule.Tiers ? Kind.TIERS : Kind.MEASURE,
        new Points(before),
        new Points(after),
        new Points(after),
        evidence(counted, measured));
  }

  private static Contribution ofPoints(Rule.PerEvent rule, List<Event> counted, long weights) {
    // "mulDiv(points, sum of w(age) over the events, 1 000 000), where w is 1 000 000 without
    // decay; then limited so that its size is at most `cap`"
    long each = rule.points().thousandths();
    long before = Math.multiplyExact(each, (long) counted.size());
    long after = OracleNumbers.mulDiv(each, weights, OracleNumbers.MILLION);
    long cap = rule.cap().map(Points::thousandths).orElse(Long.MAX_VALUE);
    long capped = Math.max(-cap, Math.min(cap, after));
    return new Contribution.OfEvents(
        rule.id(),
        Kind.POINTS,
        new Points(before),
        new Points(after),
        new Points(capped),
        evidence(counted, Optional.empty()));
  }

  private static long weight(Rule.OfEvents rule, long age) {
    return OracleNumbers.weight(rule.decay(), age);
  }

  /**
   * "Measures: count; days (distinct days); recency (age of the latest event in days); {sum:
   * property} and {max: property} over numbers and texts that are plain decimal numbers (all else
   * ignored; each value rounded to six decimals before it is added or compared)."
   */
  private Optional<BigDecimal> measure(Measure measure, List<Event> counted) {
    if (measure instanceof Measure.Count) {
      return Optional.of(BigDecimal.valueOf(counted.size()));
    }
    if (measure instanceof Measure.Days) {
      return Optional.of(BigDecimal.valueOf(counted.stream().map(events::day).distinct().count()));
    }
    if (measure instanceof Measure.Recency) {
      return counted.isEmpty()
          ? Optional.empty()
          : Optional.of(BigDecimal.valueOf(events.smallestAge(counted, conditions.today())));
    }
    if (measure instanceof Measure.Sum sum) {
      return Optional.of(numbers(sum.property(), counted).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
    return numbers(((Measure.Max) measure).property(), counted).reduce(BigDecimal::max);
  }

  private static Stream<BigDecimal> numbers(String property, List<Event> counted) {
    return counted.stream()
        .flatMap(event -> Optional.ofNullable(event.properties().get(property)).stream())
        .flatMap(value -> OracleConditions.number(value).stream())
        .map(OracleNumbers::sixDecimals);
  }

  /**
   * "A number, then the first row that holds, else 0. When `recency` or `max` has no number, only a
   * `never` row (recency) holds."
   */
  private Points points(Rule.Measured rule, Optional<BigDecimal> measured) {
    if (measured.isPresent()) {
      return firstRow(rule.table(), new Value.Decimal(measured.get())).orElse(Points.ZERO);
    }
    return rule.table().rows().stream()
        .filter(row -> row instanceof Table.Row.Never)
        .map(Table.Row::points)
        .findFirst()
        .orElse(Points.ZERO);
  }

  static Range range(List<Points> answers) {
    return new Range(
        answers.stream().min(Points::compareTo).orElseThrow(),
        answers.stream().max(Points::compareTo).orElseThrow());
  }

  /** "The evidence (the attribute and its value ...". */
  private Evidence.Attributes evidence(Set<String> names) {
    return new Evidence.Attributes(
        names.stream()
            .map(n -> new Evidence.AttributeFact(n, Optional.ofNullable(attributes.get(n))))
            .toList());
  }

  private static void collect(Condition condition, Set<String> names) {
    if (condition instanceof Condition.All all) {
      all.conditions().forEach(part -> collect(part, names));
    } else if (condition instanceof Condition.Any any) {
      any.conditions().forEach(part -> collect(part, names));
    } else if (condition instanceof Condition.Not not) {
      collect(not.condition(), names);
    } else {
      names.add(((Condition.Attribute) condition).name());
    }
  }

  /** "... the number of events, first and last instant, up to five event ids, the latest)". */
  private static Evidence.Events evidence(List<Event> counted, Optional<BigDecimal> measured) {
    List<String> ids = new ArrayList<>();
    for (int i = counted.size() - 1; i >= 0 && ids.size() < 5; i--) {
      if (!counted.get(i).id().isEmpty()) {
        ids.add(counted.get(i).id());
      }
    }
    return new Evidence.Events(
        counted.size(),
        counted.stream().findFirst().map(Event::at),
        counted.stream().reduce((earlier, later) -> later).map(Event::at),
        ids,
        measured);
  }
}
