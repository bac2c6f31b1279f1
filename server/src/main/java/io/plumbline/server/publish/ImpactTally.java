package io.plumbline.server.publish;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.core.score.Score.OfDimension;
import io.plumbline.server.publish.ImpactReport.Coverage;
import io.plumbline.server.publish.ImpactReport.Distribution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is counted of the scores of many before and after. Not thread-safe; tallies add up. */
final class ImpactTally {
  static final String TOTAL = "total";

  private final Moves moves = new Moves();
  private final Map<String, Spread> spreads = new LinkedHashMap<>();
  private final MovedSubjects moved = new MovedSubjects();
  private final long[] coverageCount = new long[2];
  private final ExactSum[] coverageSum = {new ExactSum(), new ExactSum()};
  private long subjects;
  private long changed;

  void add(long key, Optional<Score> before, Optional<Score> after, boolean changes) {
    if (before.isEmpty() && after.isEmpty()) {
      return;
    }
    subjects++;
    moves.add(before, after);
    before.ifPresent(it -> spread(it, 0));
    after.ifPresent(it -> spread(it, 1));
    if (changes) {
      changed++;
      moved.add(key, before, after);
    }
  }

  private void spread(Score score, int side) {
    score.total().ifPresent(total -> spread(TOTAL, total, side));
    for (OfDimension dimension : score.scores()) {
      spread(dimension.name(), dimension.points(), side);
    }
    coverageCount[side]++;
    coverageSum[side].add(score.coverage().thousandths());
  }

  private void spread(String name, Points points, int side) {
    Spread spread = spreads.computeIfAbsent(name, unused -> new Spread());
    if (side == 0) {
      spread.addBefore(points);
    } else {
      spread.addAfter(points);
    }
  }

  void addAll(ImpactTally other) {
    subjects += other.subjects;
    changed += other.changed;
    moves.addAll(other.moves);
    other.spreads.forEach(
        (name, spread) -> spreads.computeIfAbsent(name, unused -> new Spread()).addAll(spread));
    moved.addAll(other.moved);
    for (int side = 0; side < 2; side++) {
      coverageCount[side] += other.coverageCount[side];
      coverageSum[side].addAll(other.coverageSum[side]);
    }
  }

  long subjects() {
    return subjects;
  }

  long changed() {
    return changed;
  }

  MovedSubjects moved() {
    return moved;
  }

  List<ImpactReport.Outcomes> outcomes() {
    return moves.outcomes();
  }

  List<Distribution> distributions() {
    List<Distribution> distributions = new ArrayList<>();
    spreads.forEach(
        (name, spread) ->
            distributions.add(
                new Distribution(name, spread.meanBefore(), spread.meanAfter(), spread.bins())));
    return distributions;
  }

  Coverage coverage() {
    return new Coverage(meanCoverage(0), meanCoverage(1));
  }

  private Optional<Points> meanCoverage(int side) {
    return coverageCount[side] == 0
        ? Optional.empty()
        : Optional.of(
            new Points(
                new BigDecimal(coverageSum[side].value())
                    .divide(BigDecimal.valueOf(coverageCount[side]), 0, RoundingMode.HALF_UP)
                    .longValueExact()));
  }
}
