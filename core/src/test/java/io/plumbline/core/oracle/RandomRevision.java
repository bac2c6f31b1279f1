package io.plumbline.core.oracle;

import io.plumbline.core.model.Decay;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Table;
import java.util.List;
import java.util.Optional;

/**
 * A model's next version, which looks at the same facts: other points, tiers, caps, windows, decays
 * and limits, without weights, grades and what is built on them.
 */
public final class RandomRevision {
  private final Dice dice;

  private RandomRevision(Dice dice) {
    this.dice = dice;
  }

  public static ScoringModel of(ScoringModel model, Dice dice) {
    RandomRevision revision = new RandomRevision(dice);
    return new ScoringModel(
        model.id(),
        model.caption(),
        model.zone(),
        model.subject(),
        model.scores().stream().map(revision::revised).toList(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        model.disqualifiers());
  }

  private Dimension revised(Dimension score) {
    List<Group> groups = score.groups().stream().map(this::revised).toList();
    return new Dimension(
        score.name(), score.caption(), Optional.empty(), Optional.empty(), groups, List.of());
  }

  private Group revised(Group group) {
    return new Group(
        group.name(),
        group.caption(),
        Optional.empty(),
        dice.chance(20) ? Optional.of(Points.of(dice.from(-40, 0))) : Optional.empty(),
        dice.chance(20) ? Optional.of(Points.of(dice.from(1, 40))) : Optional.empty(),
        dice.shuffled(group.rules()).stream().map(this::revised).toList());
  }

  private Rule revised(Rule rule) {
    if (rule instanceof Rule.If r) {
      return new Rule.If(r.id(), r.caption(), r.condition(), points());
    }
    if (rule instanceof Rule.Lookup r) {
      return new Rule.Lookup(r.id(), r.caption(), r.attribute(), revised(r.table()));
    }
    if (rule instanceof Rule.PerEvent r) {
      Optional<Points> cap =
          dice.chance(30) ? Optional.of(Points.of(dice.from(0, 30))) : Optional.empty();
      return new Rule.PerEvent(r.id(), r.caption(), r.signal(), within(), points(), cap, decay());
    }
    if (rule instanceof Rule.Tiers r) {
      List<Rule.Tier> tiers = List.of(new Rule.Tier(dice.from(1, 5), points()));
      return new Rule.Tiers(r.id(), r.caption(), r.signal(), within(), tiers, decay());
    }
    Rule.Measured r = (Rule.Measured) rule;
    Table table = revised(r.table());
    return new Rule.Measured(
        r.id(), r.caption(), r.signal(), within(), r.measure(), table, decay());
  }

  private Table revised(Table table) {
    return new Table(table.rows().stream().map(this::revised).toList());
  }

  private Table.Row revised(Table.Row row) {
    if (row instanceof Table.Row.When when) {
      return new Table.Row.When(when.test(), points());
    }
    if (row instanceof Table.Row.Unknown) {
      return new Table.Row.Unknown(points());
    }
    return row instanceof Table.Row.Never
        ? new Table.Row.Never(points())
        : new Table.Row.Otherwise(points());
  }

  private Points points() {
    return new Points(dice.from(-20_000, 20_000));
  }

  private int within() {
    return dice.chance(50) ? dice.from(1, 9) : 0;
  }

  private Decay decay() {
    return switch (dice.from(0, 3)) {
      case 0 -> new Decay.HalfLife(dice.from(1, 6));
      case 1 -> new Decay.Linear(dice.from(1, 6));
      case 2 ->
          new Decay.Steps(
              List.of(new Decay.Step(dice.from(1, 6), new Points(dice.from(0, 100_000)))));
      default -> Decay.NONE;
    };
  }
}
