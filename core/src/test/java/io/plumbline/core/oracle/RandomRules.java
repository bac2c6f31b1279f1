package io.plumbline.core.oracle;

import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Decay;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.Signal;
import io.plumbline.core.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Random rules and entries, each with an id of its own. */
final class RandomRules {
  private final Dice dice;
  private final RandomWords words;
  private final RandomConditions conditions;
  private final List<Signal> signals = new ArrayList<>();
  private int ids;

  RandomRules(Dice dice, RandomWords words) {
    this.dice = dice;
    this.words = words;
    conditions = new RandomConditions(dice, words);
  }

  private String id() {
    return dice.of("r", "0-", "rule-with-a-long-name-") + ids++;
  }

  Rule rule() {
    return switch (dice.from(0, 9)) {
      case 0, 1 ->
          new Rule.If(
              id(), Caption.NONE, conditions.condition(RandomWords.ATTRIBUTES, 2), words.points());
      case 2, 3 ->
          new Rule.Lookup(id(), Caption.NONE, dice.of(RandomWords.ATTRIBUTES), lookupTable());
      case 4, 5, 6 ->
          new Rule.PerEvent(
              id(),
              Caption.NONE,
              signal(true),
              span(60),
              words.points(),
              words.sometimes(40, dice.chance(10) ? Points.ZERO : words.positive()),
              decay(50));
      case 7 -> new Rule.Tiers(id(), Caption.NONE, signal(true), span(40), tiers(), decay(25));
      default -> measured();
    };
  }

  private Table lookupTable() {
    List<Table.Row> rows = new ArrayList<>();
    rows.addAll(dice.some(1, 3, () -> new Table.Row.When(conditions.test(false), words.points())));
    if (dice.chance(50)) {
      rows.add(new Table.Row.Otherwise(words.points()));
    }
    if (dice.chance(40)) {
      rows.add(dice.from(0, rows.size()), new Table.Row.Unknown(words.points()));
    }
    return new Table(rows);
  }

  private Rule measured() {
    Measure measure =
        switch (dice.from(0, 4)) {
          case 0 -> new Measure.Count();
          case 1 -> new Measure.Days();
          case 2 -> new Measure.Recency();
          case 3 -> new Measure.Sum(dice.of(RandomWords.PROPERTIES));
          default -> new Measure.Max(dice.of(RandomWords.PROPERTIES));
        };
    List<Table.Row> rows = new ArrayList<>();
    rows.addAll(dice.some(1, 3, () -> new Table.Row.When(conditions.ofMeasure(), words.points())));
    if (dice.chance(40)) {
      rows.add(new Table.Row.Otherwise(words.points()));
    }
    if (measure instanceof Measure.Recency && dice.chance(60)) {
      rows.add(dice.from(0, rows.size()), new Table.Row.Never(words.points()));
    }
    return new Rule.Measured(
        id(), Caption.NONE, signal(true), span(40), measure, new Table(rows), decay(25));
  }

  private List<Rule.Tier> tiers() {
    List<Rule.Tier> tiers = new ArrayList<>();
    long count = 0;
    for (Points points : dice.some(1, 4, words::points)) {
      count += dice.from(1, 3);
      tiers.add(new Rule.Tier(count, points));
    }
    return tiers;
  }

  /** A signal, at times the same as another rule's. */
  private Signal signal(boolean limited) {
    if (!signals.isEmpty() && dice.chance(20)) {
      Signal other = dice.of(signals);
      return new Signal(other.types(), other.where(), limited ? other.perDay() : 0);
    }
    Signal signal =
        new Signal(
            dice.chance(35) ? List.of() : dice.some(1, 2, () -> dice.of(RandomWords.TYPES)),
            dice.chance(60) ? Condition.ALWAYS : conditions.condition(RandomWords.PROPERTIES, 2),
            limited && dice.chance(40) ? dice.from(1, 3) : 0);
    signals.add(signal);
    return signal;
  }

  /** A number of days, or 0 for all of them. */
  private int span(int percent) {
    return dice.chance(percent) ? dice.chance(5) ? 36_500 : dice.from(1, 9) : 0;
  }

  private Decay decay(int percent) {
    if (!dice.chance(percent)) {
      return Decay.NONE;
    }
    int days = dice.chance(5) ? 30 : dice.from(1, 6);
    return switch (dice.from(0, 2)) {
      case 0 -> new Decay.HalfLife(days);
      case 1 -> new Decay.Linear(days);
      default -> steps();
    };
  }

  /** Steps whose percentages go up and down. */
  private Decay steps() {
    List<Decay.Step> steps = new ArrayList<>();
    int from = 0;
    for (int percent :
        dice.some(1, 4, () -> dice.of(0, 0, 100_000, 50_000, dice.from(0, 100_000)))) {
      from += dice.from(1, 3);
      steps.add(new Decay.Step(from, new Points(percent)));
    }
    return new Decay.Steps(steps);
  }

  /** An entry of {@code qualify}, or of {@code disqualify} where the band is empty. */
  Entry entry(String band) {
    int kind = dice.from(0, 2);
    return new Entry(
        id(),
        Caption.NONE,
        kind == 0 ? Optional.empty() : Optional.of(conditions.condition(RandomWords.ATTRIBUTES, 2)),
        kind == 1 ? Optional.empty() : Optional.of(signal(false)),
        kind == 1 ? 0 : span(60),
        band);
  }
}
