package io.plumbline.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.engine.SubjectState;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.model.Decay;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.ModelCheck;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.oracle.Dice;
import io.plumbline.core.oracle.Oracle;
import io.plumbline.core.oracle.RandomCase;
import io.plumbline.core.population.Population;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.score.Explanation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Other points, windows and decays over folded facts are as if the events had been read again. */
class RepricingLawTest {
  private static final int SUBJECTS = 8;

  @Test
  void changedPointsWindowsAndDecays_overFoldedFacts_needNoReplay() {
    int[] tried = {0};
    Cases.each(
        120,
        SUBJECTS,
        random -> {
          ScoringModel changed = repriced(random.model());
          if (!ModelCheck.errors(changed).isEmpty()) {
            return Optional.empty();
          }
          tried[0]++;
          return difference(random, changed);
        });
    assertThat(tried[0]).isGreaterThan(20);
  }

  private static Optional<String> difference(RandomCase random, ScoringModel changed) {
    Dice dice = new Dice(random.seed());
    CompiledModel folding = ModelCompiler.compile(random.model());
    CompiledModel judging = ModelCompiler.compile(changed);
    Population population = Received.of(random, dice).population(folding, random.asOf(), dice);
    ScoreColumns columns = population.score(judging);
    for (int row = 0; row < SUBJECTS; row++) {
      Facts facts = random.facts().get(row);
      Explanation expected = Oracle.explain(changed, facts, random.asOf());
      SubjectState state = folding.fold(facts, random.asOf());
      Optional<String> difference =
          Proofs.difference(expected, judging.explain(state, random.asOf()));
      if (difference.isEmpty()) {
        difference = Proofs.difference(expected, population.explain(judging, row));
      }
      if (difference.isPresent()) {
        return difference;
      }
      for (int s = 0; s < changed.scores().size(); s++) {
        assertThat(columns.points(s, row))
            .isEqualTo(expected.score().scores().get(s).points().thousandths());
      }
    }
    return Optional.empty();
  }

  private static ScoringModel repriced(ScoringModel model) {
    List<Dimension> scores =
        model.scores().stream()
            .map(
                it ->
                    new Dimension(
                        it.name(),
                        it.caption(),
                        it.min(),
                        it.max(),
                        it.groups().stream().map(RepricingLawTest::repriced).toList(),
                        it.grades()))
            .toList();
    return new ScoringModel(
        model.id(),
        model.caption(),
        model.zone(),
        model.subject(),
        scores,
        model.total(),
        model.matrix(),
        model.bands(),
        model.qualifiers(),
        model.disqualifiers());
  }

  private static Group repriced(Group group) {
    List<Rule> rules = group.rules().stream().map(RepricingLawTest::repriced).toList();
    return new Group(
        group.name(), group.caption(), group.weight(), group.min(), group.max(), rules);
  }

  private static Rule repriced(Rule rule) {
    Points more = new Points(1_250);
    if (rule instanceof Rule.If it) {
      return new Rule.If(it.id(), it.caption(), it.condition(), it.points().plus(more));
    }
    if (rule instanceof Rule.PerEvent it) {
      return new Rule.PerEvent(
          it.id(),
          it.caption(),
          it.signal(),
          it.withinDays() + 3,
          it.points().plus(more),
          it.cap(),
          new Decay.HalfLife(5));
    }
    if (rule instanceof Rule.Tiers it) {
      return new Rule.Tiers(
          it.id(), it.caption(), it.signal(), 40, it.tiers(), new Decay.Linear(50));
    }
    if (rule instanceof Rule.Measured it) {
      return new Rule.Measured(
          it.id(), it.caption(), it.signal(), 25, it.measure(), it.table(), Decay.NONE);
    }
    return rule;
  }
}
