package io.plumbline.server.publish;

import io.plumbline.core.score.Score;
import io.plumbline.core.score.Score.OfDimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The labels that a score carries, by kind: band, cell, and the grade of each dimension. */
final class Moves {
  static final String BAND = "band";
  static final String CELL = "cell";
  static final String GRADE = "grade:";

  /** From one label to another, per kind. */
  private final Map<String, Map<Pair, long[]>> counts = new LinkedHashMap<>();

  /** Labels before and after; empty for none. */
  private record Pair(String from, String to) {}

  /** The labels of a score; none where there is no score. */
  static Map<String, String> labels(Optional<Score> score) {
    Map<String, String> labels = new LinkedHashMap<>();
    score.ifPresent(
        it -> {
          put(labels, BAND, it.band());
          put(labels, CELL, it.cell());
          for (OfDimension dimension : it.scores()) {
            put(labels, GRADE + dimension.name(), dimension.grade());
          }
        });
    return labels;
  }

  private static void put(Map<String, String> labels, String kind, String label) {
    if (!label.isEmpty()) {
      labels.put(kind, label);
    }
  }

  void add(Optional<Score> before, Optional<Score> after) {
    String none = "";
    count(BAND, before.map(Score::band).orElse(none), after.map(Score::band).orElse(none));
    count(CELL, before.map(Score::cell).orElse(none), after.map(Score::cell).orElse(none));
    for (OfDimension dimension : after.map(Score::scores).orElse(List.of())) {
      count(GRADE + dimension.name(), grade(before, dimension.name()), dimension.grade());
    }
    for (OfDimension dimension : before.map(Score::scores).orElse(List.of())) {
      boolean counted =
          after.isPresent()
              && after.get().scores().stream().anyMatch(it -> it.name().equals(dimension.name()));
      if (!counted) {
        count(GRADE + dimension.name(), dimension.grade(), none);
      }
    }
  }

  private static String grade(Optional<Score> score, String name) {
    for (OfDimension dimension : score.map(Score::scores).orElse(List.of())) {
      if (dimension.name().equals(name)) {
        return dimension.grade();
      }
    }
    return "";
  }

  private void count(String kind, String from, String to) {
    if (!from.isEmpty() || !to.isEmpty()) {
      counts.computeIfAbsent(kind, unused -> new HashMap<>())
          .computeIfAbsent(new Pair(from, to), unused -> new long[1])[0]++;
    }
  }

  void addAll(Moves other) {
    other.counts.forEach(
        (kind, pairs) ->
            pairs.forEach(
                (pair, count) ->
                    counts.computeIfAbsent(kind, unused -> new HashMap<>())
                            .computeIfAbsent(pair, unused -> new long[1])[0] +=
                        count[0]));
  }

  /** What becomes of those with each label, kinds in the order first seen. */
  List<ImpactReport.Outcomes> outcomes() {
    List<ImpactReport.Outcomes> outcomes = new ArrayList<>();
    counts.forEach((kind, pairs) -> outcomes.add(outcomes(kind, pairs)));
    return outcomes;
  }

  private static ImpactReport.Outcomes outcomes(String kind, Map<Pair, long[]> pairs) {
    Map<String, long[]> shares = new TreeMap<>();
    List<ImpactReport.Move> moves = new ArrayList<>();
    pairs.forEach(
        (pair, count) -> {
          boolean moved = !pair.from().equals(pair.to());
          share(shares, pair.from(), count[0], 0, moved);
          share(shares, pair.to(), count[0], 1, moved);
          if (moved) {
            moves.add(new ImpactReport.Move(pair.from(), pair.to(), count[0]));
          }
        });
    shares.remove("");
    moves.sort(
        Comparator.comparingLong(ImpactReport.Move::subjects)
            .reversed()
            .thenComparing(ImpactReport.Move::from)
            .thenComparing(ImpactReport.Move::to));
    List<ImpactReport.Share> labels = new ArrayList<>();
    shares.forEach(
        (label, its) -> labels.add(new ImpactReport.Share(label, its[0], its[1], its[3], its[2])));
    return new ImpactReport.Outcomes(kind, labels, moves);
  }

  /** before, after, left, entered. */
  private static void share(
      Map<String, long[]> shares, String label, long count, int side, boolean moved) {
    long[] share = shares.computeIfAbsent(label, unused -> new long[4]);
    share[side] += count;
    share[2 + side] += moved ? count : 0;
  }
}
