package io.plumbline.core.oracle;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.model.Total;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Random valid models that between them use every feature of the language. */
public final class RandomModels {
  private static final List<String> NAMES = List.of("fit", "engagement", "Nähe_2");
  private static final List<String> BANDS = List.of("hot", "warm", "cold", "eisig-kalt");

  private final Dice dice;
  private final Era era;
  private final RandomWords words;
  private final RandomRules rules;

  private RandomModels(Dice dice, Era era) {
    this.dice = dice;
    this.era = era;
    words = new RandomWords(dice, era);
    rules = new RandomRules(dice, words);
  }

  public static ScoringModel model(Dice dice, Era era) {
    return new RandomModels(dice, era).model();
  }

  private ScoringModel model() {
    List<Dimension> scores =
        NAMES.subList(0, dice.from(1, 3)).stream().map(this::dimension).toList();
    Optional<Total> total = total(scores);
    Optional<Matrix> matrix = matrix(scores);
    boolean hasTotal = total.isPresent() || scores.size() == 1;
    List<Band> bands = dice.chance(75) ? bands(hasTotal, cells(scores, matrix)) : List.of();
    List<Entry> qualifiers =
        bands.isEmpty() ? List.of() : dice.some(0, 2, () -> rules.entry(dice.of(bands).name()));
    List<Entry> disqualifiers =
        dice.chance(70) ? List.of() : dice.some(1, 2, () -> rules.entry(""));
    return new ScoringModel(
        "m-" + dice.from(0, 99),
        Caption.NONE,
        era.zone(),
        dice.of(SubjectKind.values()),
        scores,
        total,
        matrix,
        bands,
        qualifiers,
        disqualifiers);
  }

  private Dimension dimension(String name) {
    List<Group> groups = new ArrayList<>();
    int count = dice.from(1, 3);
    for (int i = 0; i < count; i++) {
      groups.add(group("group" + i));
    }
    Optional<Points> min =
        dice.chance(25)
            ? Optional.empty()
            : Optional.of(dice.chance(75) ? Points.ZERO : words.points());
    Optional<Points> max = words.sometimes(40, words.positive());
    Dimension free = new Dimension(name, Caption.NONE, min, max, groups, List.of());
    Optional<Long> ceiling = OracleLimits.maximum(free);
    if (min.isPresent() && ceiling.isPresent() && ceiling.get() < min.get().thousandths()) {
      max = Optional.of(min.get().plus(words.positive()));
      max = max.get().compareTo(Points.LIMIT) > 0 ? Optional.of(Points.LIMIT) : max;
      free = new Dimension(name, Caption.NONE, min, max, groups, List.of());
    }
    List<Grade> grades = min.isPresent() && dice.chance(75) ? grades(free) : List.of();
    return new Dimension(name, Caption.NONE, min, max, groups, grades);
  }

  private Group group(String name) {
    List<Rule> some = dice.some(1, 4, rules::rule);
    Optional<Points> max = words.sometimes(30, words.positive());
    Optional<Points> min =
        words.sometimes(
            20,
            max.isEmpty()
                ? words.points()
                : new Points(max.get().thousandths() - words.positive().thousandths() + 1));
    if (min.isPresent() && min.get().thousandths() < -Points.LIMIT.thousandths()) {
      min = Optional.empty();
    }
    Optional<Long> largest =
        OracleLimits.largestSum(new Group(name, Caption.NONE, Optional.empty(), min, max, some));
    Optional<Points> weight =
        largest.isPresent() && largest.get() > 0
            ? words.sometimes(45, words.positive())
            : Optional.empty();
    return new Group(name, Caption.NONE, weight, min, max, some);
  }

  /** Thresholds that fall strictly as points, the last at most the floor. */
  private List<Grade> grades(Dimension dimension) {
    Optional<Long> max = OracleLimits.maximum(dimension).filter(m -> m > 0);
    Points floor = dimension.min().orElseThrow();
    TreeMap<BigDecimal, Grade.Threshold> falling = new TreeMap<>(Comparator.reverseOrder());
    for (int i = dice.from(0, 4); i > 0; i--) {
      if (max.isPresent() && dice.chance(60)) {
        long percent = dice.chance(60) ? dice.from(0, 20) * 5000L : dice.from(0, 100_000);
        falling.put(
            BigDecimal.valueOf(percent).multiply(BigDecimal.valueOf(max.get(), 5)),
            new Grade.Threshold.OfMaximum(new Points(percent)));
      } else {
        Points points = words.points();
        falling.put(BigDecimal.valueOf(points.thousandths()), new Grade.Threshold.OfPoints(points));
      }
    }
    BigDecimal least = BigDecimal.valueOf(floor.thousandths());
    if (falling.isEmpty() || falling.lastKey().compareTo(least) > 0) {
      falling.put(least, new Grade.Threshold.OfPoints(floor));
    }
    List<String> labels =
        dice.chance(50) ? List.of("A", "B", "C", "D", "E") : List.of("1", "2", "3", "4", "5");
    List<Grade> grades = new ArrayList<>();
    for (Grade.Threshold threshold : falling.values()) {
      grades.add(new Grade(labels.get(grades.size()), threshold));
    }
    return grades;
  }

  private Optional<Total> total(List<Dimension> scores) {
    List<Dimension> some = dice.shuffled(scores).subList(0, dice.from(1, scores.size()));
    if (dice.chance(30)) {
      return Optional.empty();
    }
    if (dice.chance(40)) {
      return Optional.of(new Total.Sum(some.stream().map(Dimension::name).toList()));
    }
    List<Total.Weight> weights =
        some.stream()
            .filter(score -> OracleLimits.maximum(score).filter(max -> max > 0).isPresent())
            .map(score -> new Total.Weight(score.name(), words.positive()))
            .toList();
    return weights.isEmpty() ? Optional.empty() : Optional.of(new Total.Weighted(weights));
  }

  private Optional<Matrix> matrix(List<Dimension> scores) {
    List<Dimension> graded =
        dice.shuffled(scores.stream().filter(score -> !score.grades().isEmpty()).toList());
    return graded.size() < 2 || dice.chance(20)
        ? Optional.empty()
        : Optional.of(new Matrix(graded.get(0).name(), graded.get(1).name()));
  }

  private static List<String> cells(List<Dimension> scores, Optional<Matrix> matrix) {
    List<String> cells = new ArrayList<>();
    if (matrix.isPresent()) {
      for (Grade row : grades(scores, matrix.get().rows())) {
        for (Grade column : grades(scores, matrix.get().columns())) {
          cells.add(row.label() + column.label());
        }
      }
    }
    return cells;
  }

  private static List<Grade> grades(List<Dimension> scores, String name) {
    return scores.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow().grades();
  }

  private List<Band> bands(boolean hasTotal, List<String> cells) {
    List<Band> bands = new ArrayList<>();
    int before = hasTotal || !cells.isEmpty() ? dice.from(0, BANDS.size() - 1) : 0;
    for (String name : BANDS.subList(0, before)) {
      boolean byCells = !cells.isEmpty() && (!hasTotal || dice.chance(50));
      Band.Test test =
          byCells
              ? new Band.Test.InCells(dice.shuffled(cells).subList(0, dice.from(1, cells.size())))
              : new Band.Test.AtLeast(words.points());
      bands.add(new Band(name, Caption.NONE, test));
    }
    bands.add(new Band(BANDS.get(before), Caption.NONE, new Band.Test.Otherwise()));
    return bands;
  }
}
