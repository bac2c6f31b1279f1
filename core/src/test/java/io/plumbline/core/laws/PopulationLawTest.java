package io.plumbline.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.engine.SubjectState;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.oracle.Dice;
import io.plumbline.core.oracle.Oracle;
import io.plumbline.core.oracle.RandomCase;
import io.plumbline.core.oracle.RandomRevision;
import io.plumbline.core.population.Population;
import io.plumbline.core.population.PopulationStatistics;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.population.Slice;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Very many at once, on any threads and in any chunks, are scored as each one alone. */
class PopulationLawTest {
  private static final int SUBJECTS = 12;

  @Test
  void population_anyChunksAndThreads_isWhatTheOracleSays() {
    Cases.each(120, SUBJECTS, PopulationLawTest::difference);
  }

  /** "Changing points, tiers, decay, windows, weights or bands needs no replay." */
  @Test
  void population_scoredWithTheNextVersion_isWhatTheOracleSays() {
    Cases.each(60, SUBJECTS, PopulationLawTest::differenceOfRevision);
  }

  private static Optional<String> difference(RandomCase random) {
    CompiledModel compiled = ModelCompiler.compile(random.model());
    Dice dice = new Dice(random.seed());
    Received received = Received.of(random, dice);
    Population population = received.population(compiled, random.asOf(), true, dice);
    assertThat(population.size()).isEqualTo(SUBJECTS);
    assertThat(population.duplicateLeads()).isEqualTo(received.duplicates());
    assertThat(population.orphanEvents()).isEqualTo(received.orphans());
    assertThat(population.repeatedEvents()).isEqualTo(repeated(random));
    return difference(random, compiled, population);
  }

  /** Without keeping what an explanation needs, the scores and the statistics are the same. */
  @Test
  void population_notExplainable_hasTheSameColumnsAndStatistics() {
    Cases.each(
        60,
        SUBJECTS,
        random -> {
          CompiledModel compiled = ModelCompiler.compile(random.model());
          Dice dice = new Dice(random.seed());
          Population population =
              Received.of(random, dice).population(compiled, random.asOf(), false, dice);
          ScoreColumns columns = population.score(compiled);
          List<Explanation> proofs = new ArrayList<>();
          for (int row = 0; row < SUBJECTS; row++) {
            proofs.add(Oracle.explain(random.model(), random.facts().get(row), random.asOf()));
            row(random.model(), columns, row, proofs.get(row).score());
          }
          statistics(population.statistics(compiled), proofs);
          return Optional.empty();
        });
  }

  private static void statistics(PopulationStatistics found, List<Explanation> proofs) {
    assertThat(found.subjects()).isEqualTo(proofs.size());
    int place = 0;
    for (int s = 0; s < proofs.get(0).dimensions().size(); s++) {
      for (int g = 0; g < proofs.get(0).dimensions().get(s).groups().size(); g++) {
        for (int r = 0; r < proofs.get(0).dimensions().get(s).groups().get(g).rules().size(); r++) {
          List<Contribution> given = new ArrayList<>();
          for (Explanation proof : proofs) {
            given.add(proof.dimensions().get(s).groups().get(g).rules().get(r));
          }
          rule(found.rules().get(place++), given);
        }
      }
    }
    assertThat(found.rules()).hasSize(place);
  }

  private static void rule(PopulationStatistics.OfRule found, List<Contribution> given) {
    long[] points = given.stream().mapToLong(c -> c.points().thousandths()).toArray();
    assertThat(found.rule()).isEqualTo(given.get(0).rule());
    assertThat(found.fired()).isEqualTo(LongStream.of(points).filter(p -> p != 0).count());
    assertThat(found.positive()).isEqualTo(LongStream.of(points).filter(p -> p > 0).sum());
    assertThat(found.negative()).isEqualTo(LongStream.of(points).filter(p -> p < 0).sum());
    assertThat(found.lowest()).isEqualTo(LongStream.of(points).min().orElseThrow());
    assertThat(found.highest()).isEqualTo(LongStream.of(points).max().orElseThrow());
    assertThat(found.unknown())
        .isEqualTo(
            given.stream()
                .filter(
                    c ->
                        c instanceof Contribution.OfAttributes a
                            && a.answer() == Contribution.Answer.UNKNOWN)
                .count());
  }

  private static Optional<String> differenceOfRevision(RandomCase random) {
    Dice dice = new Dice(random.seed());
    CompiledModel compiled = ModelCompiler.compile(random.model());
    Population population =
        Received.of(random, dice).population(compiled, random.asOf(), true, dice);
    ScoringModel next = RandomRevision.of(random.model(), dice);
    RandomCase revised =
        new RandomCase(random.seed(), random.era(), next, random.asOf(), random.facts());
    CompiledModel compiledNext = ModelCompiler.compile(next);
    for (Facts facts : random.facts()) {
      SubjectState state = compiled.fold(facts, random.asOf());
      Explanation expected = compiledNext.explain(facts, random.asOf());
      Optional<String> difference =
          Proofs.difference(expected, compiledNext.explain(state, random.asOf()));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return difference(revised, compiledNext, population);
  }

  private static Optional<String> difference(
      RandomCase random, CompiledModel compiled, Population population) {
    ScoreColumns columns = population.score(compiled);
    ScoreColumns again = population.score(ModelCompiler.compile(random.model()));
    for (int row = 0; row < SUBJECTS; row++) {
      Facts facts = random.facts().get(row);
      Explanation expected = Oracle.explain(random.model(), facts, random.asOf());
      Optional<String> difference =
          Proofs.difference(expected, population.explain(compiled, row))
              .or(
                  () ->
                      Proofs.difference(expected, compiled.explain(facts, random.asOf()))
                          .map(d -> "one by one\n" + d));
      if (difference.isPresent()) {
        return difference;
      }
      row(random.model(), columns, row, expected.score());
      row(random.model(), again, row, expected.score());
    }
    return Optional.empty();
  }

  private static long repeated(RandomCase random) {
    return random.facts().stream()
        .mapToLong(facts -> facts.events().size() - facts.distinctEvents().size())
        .sum();
  }

  private static void row(ScoringModel model, ScoreColumns columns, int row, Score score) {
    Slice id = new Slice();
    columns.id(row, id);
    assertThat(id).hasToString(score.subject());
    score.total().ifPresent(t -> assertThat(columns.total(row)).isEqualTo(t.thousandths()));
    for (int s = 0; s < model.scores().size(); s++) {
      Score.OfDimension expected = score.scores().get(s);
      assertThat(columns.points(s, row)).isEqualTo(expected.points().thousandths());
      int grade = columns.grade(s, row);
      assertThat(
              grade == ScoreColumns.NONE ? "" : model.scores().get(s).grades().get(grade).label())
          .isEqualTo(expected.grade());
    }
    int band = columns.band(row);
    assertThat(
            band == ScoreColumns.NONE
                ? ""
                : band == model.bands().size() ? "disqualified" : model.bands().get(band).name())
        .isEqualTo(score.band());
    int by = columns.qualifiedBy(row);
    assertThat(by == ScoreColumns.NONE ? "" : model.qualifiers().get(by).id())
        .isEqualTo(score.qualifiedBy());
    int not = columns.disqualifiedBy(row);
    assertThat(not == ScoreColumns.NONE ? "" : model.disqualifiers().get(not).id())
        .isEqualTo(score.disqualifiedBy());
    assertThat((long) columns.coverage(row)).isEqualTo(score.coverage().thousandths());
  }
}
