package io.plumbline.core.laws;

import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Issue;
import io.plumbline.core.model.ModelLint;
import io.plumbline.core.model.Pointer;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Table;
import io.plumbline.core.oracle.RandomCase;
import io.plumbline.core.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a warning calls vain is vain: no subject's score depends on it. */
class LintLawTest {

  @Test
  void rowsThatNeverCount_leftOut_changeNoScore() {
    Cases.each(300, 4, LintLawTest::rowDifference);
  }

  @Test
  void bandsAndGradesOutOfReach_areNeverGiven() {
    Cases.each(300, 4, LintLawTest::reached);
  }

  private static Optional<String> rowDifference(RandomCase random) {
    Set<String> vain =
        ModelLint.warnings(random.model()).stream()
            .filter(it -> it.code().equals("shadowed-row") || it.code().equals("never-holds"))
            .map(Issue::path)
            .collect(Collectors.toCollection(TreeSet::new));
    ScoringModel without = without(random.model(), vain);
    for (Facts facts : random.facts()) {
      Score with = score(random.model(), facts, random);
      Score left = score(without, facts, random);
      boolean same =
          with.total().equals(left.total())
              && with.scores().equals(left.scores())
              && with.band().equals(left.band());
      if (!same) {
        return Optional.of(vain + "\nwith    " + with + "\nwithout " + left);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> reached(RandomCase random) {
    for (Issue warning : ModelLint.warnings(random.model())) {
      for (Facts facts : random.facts()) {
        Score score = score(random.model(), facts, random);
        boolean band = warning.path().equals(Pointer.to("/bands", score.band()));
        boolean grade =
            score.scores().stream()
                .map(it -> Pointer.to("/scores", it.name()) + "/grades/" + it.grade())
                .anyMatch(warning.path()::equals);
        if (warning.code().startsWith("unreachable") && (band || grade)) {
          return Optional.of(warning + "\n" + score);
        }
      }
    }
    return Optional.empty();
  }

  private static Score score(ScoringModel model, Facts facts, RandomCase random) {
    return ModelCompiler.compile(model).score(facts, random.asOf());
  }

  private static ScoringModel without(ScoringModel model, Set<String> vain) {
    List<Dimension> scores = new ArrayList<>();
    for (Dimension score : model.scores()) {
      List<Group> groups = new ArrayList<>();
      for (Group group : score.groups()) {
        String path =
            Pointer.to(Pointer.to("/scores", score.name()) + "/groups", group.name()) + "/rules";
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < group.rules().size(); i++) {
          rules.add(without(group.rules().get(i), Pointer.to(path, i), vain));
        }
        groups.add(
            new Group(
                group.name(), group.caption(), group.weight(), group.min(), group.max(), rules));
      }
      scores.add(
          new Dimension(
              score.name(), score.caption(), score.min(), score.max(), groups, score.grades()));
    }
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

  /** The rule with vain rows replaced by nothing, or by a row that gives nothing at the end. */
  private static Rule without(Rule rule, String path, Set<String> vain) {
    if (rule instanceof Rule.Lookup it) {
      return new Rule.Lookup(it.id(), it.caption(), it.attribute(), table(it.table(), path, vain));
    }
    if (rule instanceof Rule.Measured it) {
      return new Rule.Measured(
          it.id(),
          it.caption(),
          it.signal(),
          it.withinDays(),
          it.measure(),
          table(it.table(), path, vain),
          it.decay());
    }
    return rule;
  }

  /** Keeps the largest points of the table, on which maxima depend, in a row that never counts. */
  private static Table table(Table table, String path, Set<String> vain) {
    List<Table.Row> rows = new ArrayList<>();
    Points lost = Points.ZERO;
    for (int i = 0; i < table.rows().size(); i++) {
      Table.Row row = table.rows().get(i);
      if (!vain.contains(Pointer.to(path + "/table", i))) {
        rows.add(row);
      } else if (row.points().compareTo(lost) > 0) {
        lost = row.points();
      }
    }
    return rows.isEmpty() || lost.compareTo(Points.ZERO) > 0 ? table : new Table(rows);
  }
}
