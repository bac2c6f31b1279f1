package io.plumbline.server.leads;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.SubjectState;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.Table.Row;
import io.plumbline.core.score.Score;
import io.plumbline.core.score.Score.OfDimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would lift a score: each rule is tried with facts that it may want, one rule at a time, and
 * the engine says what the score would be. What the engine does not reward is not shown.
 */
final class Lift {
  private static final int MOST_EVENTS = 100;
  private static final String TRIAL = "\u0000lift-";

  private final CompiledModel model;
  private final SubjectState state;
  private final Instant now;
  private final Score score;
  private final Witness witness;

  /**
   * One thing that would lift the score.
   *
   * @param gain in the total, or in the rule's score where the model has no total
   * @param events how many further events of the type, now; empty for a rule of attributes
   * @param values of the attributes, or of the events' properties
   */
  record Step(
      String rule,
      String dimension,
      Points gain,
      Optional<String> event,
      Optional<Integer> events,
      Map<String, Value> values,
      Score after) {}

  /**
   * What would lift the score of a subject.
   *
   * @param state of the subject under the model, folded up to now; every trial starts from it
   */
  Lift(CompiledModel model, SubjectState state, Instant now) {
    this.model = model;
    this.state = state;
    this.now = now;
    score = model.score(state, now);
    witness = new Witness(score.day());
  }

  Score score() {
    return score;
  }

  /** The best step for each rule that has one, the largest gain first. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (Dimension dimension : model.model().scores()) {
      for (Group group : dimension.groups()) {
        for (Rule rule : group.rules()) {
          candidates(rule, dimension.name()).stream()
              .filter(step -> step.gain().thousandths() > 0)
              .max(Comparator.comparing(Step::gain).thenComparing(Lift::fewer))
              .ifPresent(steps::add);
        }
      }
    }
    steps.sort(Comparator.comparing(Step::gain).reversed().thenComparing(Step::rule));
    return steps;
  }

  private static int fewer(Step left, Step right) {
    return Integer.compare(right.events().orElse(0), left.events().orElse(0));
  }

  private List<Step> candidates(Rule rule, String dimension) {
    if (rule instanceof Rule.If condition) {
      return witness.of(condition.condition()).stream()
          .map(values -> known(rule, dimension, values))
          .toList();
    }
    if (rule instanceof Rule.Lookup lookup) {
      return lookup.table().rows().stream()
          .flatMap(row -> wanted(row).stream())
          .map(value -> known(rule, dimension, Map.of(lookup.attribute(), value)))
          .toList();
    }
    return events((Rule.OfEvents) rule, dimension);
  }

  private List<Value> wanted(Row row) {
    if (row instanceof Row.When when) {
      return witness.of(when.test());
    }
    return row instanceof Row.Otherwise ? List.of(new Value.Text("known")) : List.of();
  }

  private Step known(Rule rule, String dimension, Map<String, Value> values) {
    Map<String, Value> changed = new HashMap<>(state.subject().attributes());
    changed.putAll(values);
    Score after = model.score(state.with(new Subject(state.subject().id(), changed)), now);
    return step(rule, dimension, after, new Trial(Optional.empty(), 0, values));
  }

  /** What is tried. */
  private record Trial(Optional<String> event, int count, Map<String, Value> values) {}

  private List<Step> events(Rule.OfEvents rule, String dimension) {
    List<String> types = rule.signal().types();
    String type = types.isEmpty() ? "event" : types.get(0);
    List<Map<String, Value>> properties = witness.of(rule.signal().where());
    List<Step> steps = new ArrayList<>();
    for (Map<String, Value> where :
        properties.isEmpty() ? List.of(Map.<String, Value>of()) : properties) {
      for (Trial trial : trials(rule, type, where)) {
        steps.add(step(rule, dimension, happened(trial), trial));
      }
    }
    return smallest(steps);
  }

  /** Of steps with further events the ones with the fewest that gain anything. */
  private static List<Step> smallest(List<Step> steps) {
    int fewest =
        steps.stream()
            .filter(step -> step.gain().thousandths() > 0)
            .mapToInt(step -> step.events().orElse(0))
            .min()
            .orElse(0);
    return steps.stream().filter(step -> step.events().orElse(0) == fewest).toList();
  }

  private List<Trial> trials(Rule.OfEvents rule, String type, Map<String, Value> where) {
    List<Trial> trials = new ArrayList<>();
    Optional<String> event = Optional.of(type);
    trials.add(new Trial(event, 1, where));
    if (rule instanceof Rule.Tiers tiers) {
      tiers
          .tiers()
          .forEach(
              tier -> counts(tier.count()).forEach(n -> trials.add(new Trial(event, n, where))));
    }
    if (rule instanceof Rule.Measured measured) {
      for (BigDecimal bound : bounds(measured)) {
        if (measured.measure() instanceof Measure.Count) {
          counts(bound.longValue()).forEach(n -> trials.add(new Trial(event, n, where)));
        }
        property(measured.measure())
            .ifPresent(
                name -> {
                  Map<String, Value> values = new HashMap<>(where);
                  values.put(name, new Value.Decimal(bound));
                  trials.add(new Trial(event, 1, values));
                });
      }
    }
    return trials;
  }

  private static Optional<String> property(Measure measure) {
    if (measure instanceof Measure.Sum sum) {
      return Optional.of(sum.property());
    }
    return measure instanceof Measure.Max max ? Optional.of(max.property()) : Optional.empty();
  }

  /** Up to a count from nothing; the smallest number that gains is found among them. */
  private static List<Integer> counts(long count) {
    List<Integer> counts = new ArrayList<>();
    for (int n = 2; n <= Math.min(count, MOST_EVENTS); n = n < 16 ? n + 1 : n + n / 4) {
      counts.add(n);
    }
    if (count > 1 && count <= MOST_EVENTS) {
      counts.add((int) count);
    }
    return counts;
  }

  private static List<BigDecimal> bounds(Rule.Measured rule) {
    List<BigDecimal> bounds = new ArrayList<>();
    for (Row row : rule.table().rows()) {
      if (row instanceof Row.When when) {
        for (Operator operator : when.test().operators()) {
          if (operator instanceof Operator.Compare compare && compare.number().signum() > 0) {
            bounds.add(compare.number());
          }
        }
      }
    }
    return bounds;
  }

  private Score happened(Trial trial) {
    List<Event> further = new ArrayList<>();
    for (int i = 0; i < trial.count(); i++) {
      further.add(new Event(TRIAL + i, trial.event().orElseThrow(), now, trial.values()));
    }
    return model.score(state.plus(further), now);
  }

  private Step step(Rule rule, String dimension, Score after, Trial trial) {
    return new Step(
        rule.id(),
        dimension,
        new Points(points(after, dimension) - points(score, dimension)),
        trial.event(),
        trial.count() == 0 ? Optional.empty() : Optional.of(trial.count()),
        trial.values(),
        after);
  }

  private static long points(Score score, String dimension) {
    return score
        .total()
        .or(
            () ->
                score.scores().stream()
                    .filter(each -> each.name().equals(dimension))
                    .map(OfDimension::points)
                    .findFirst())
        .orElse(Points.ZERO)
        .thousandths();
  }
}
