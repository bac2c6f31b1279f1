package io.plumbline.server.webhook;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Score;
import io.plumbline.store.AlertRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the height of a score that an alert rule looks at: thousandths of points, or the rank of a
 * grade or band in its model, the lowest first. A fall is a rise upside down.
 */
final class AlertGauge {
  /** The height of a subject without a score, in the rule's own direction. */
  private static final long ABSENT = Long.MIN_VALUE / 4;

  private final AlertRule rule;
  private final List<String> ranks;
  private final AlertMachine machine;

  private AlertGauge(AlertRule rule, List<String> ranks, long threshold, OptionalLong rearm) {
    this.rule = rule;
    this.ranks = ranks;
    long top = directed(threshold);
    machine =
        new AlertMachine(
            top,
            rearm.isPresent() ? directed(rearm.getAsLong()) : top - 1,
            rule.stay(),
            rule.coolDown());
  }

  /** The gauge of a rule under a model; empty where the model has not what the rule looks at. */
  static Optional<AlertGauge> of(AlertRule rule, ScoringModel model) {
    List<String> ranks = ranks(rule, model);
    OptionalLong threshold = place(rule, model, ranks, rule.threshold());
    OptionalLong rearm =
        rule.rearm().isEmpty() ? OptionalLong.empty() : place(rule, model, ranks, rule.rearm());
    boolean missing = threshold.isEmpty() || (!rule.rearm().isEmpty() && rearm.isEmpty());
    if (missing || isTurned(rule, threshold.getAsLong(), rearm)) {
      return Optional.empty();
    }
    return Optional.of(new AlertGauge(rule, ranks, threshold.getAsLong(), rearm));
  }

  /** Whether the re-arm point is not on the side that subjects come from. */
  private static boolean isTurned(AlertRule rule, long threshold, OptionalLong rearm) {
    return rearm.isPresent()
        && (rule.direction() == AlertRule.Direction.RISES_TO
            ? rearm.getAsLong() >= threshold
            : rearm.getAsLong() <= threshold);
  }

  private static List<String> ranks(AlertRule rule, ScoringModel model) {
    return switch (rule.on()) {
      case TOTAL, DIMENSION -> List.of();
      case GRADE ->
          model.score(rule.part()).map(Dimension::grades).orElse(List.of()).stream()
              .map(Grade::label)
              .toList();
      case BAND -> model.bands().stream().map(Band::name).toList();
    };
  }

  private static OptionalLong place(
      AlertRule rule, ScoringModel model, List<String> ranks, String text) {
    return switch (rule.on()) {
      case TOTAL -> model.hasTotal() ? points(text) : OptionalLong.empty();
      case DIMENSION -> model.score(rule.part()).isPresent() ? points(text) : OptionalLong.empty();
      case GRADE, BAND -> rank(rule, ranks, text);
    };
  }

  private static OptionalLong points(String text) {
    return Points.of(new BigDecimal(text))
        .map(points -> OptionalLong.of(points.thousandths()))
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong rank(AlertRule rule, List<String> ranks, String name) {
    int place = ranks.indexOf(name);
    if (place >= 0) {
      return OptionalLong.of(ranks.size() - place);
    }
    return rule.on() == AlertRule.On.BAND && name.equals(ScoringModel.DISQUALIFIED)
        ? OptionalLong.of(0)
        : OptionalLong.empty();
  }

  AlertRule rule() {
    return rule;
  }

  AlertMachine machine() {
    return machine;
  }

  /** The height of a score; empty where there is none, or it has not what the rule looks at. */
  OptionalLong height(Optional<Score> score) {
    OptionalLong height = score.map(this::raw).orElse(OptionalLong.empty());
    return height.isPresent()
        ? OptionalLong.of(directed(height.getAsLong()))
        : OptionalLong.empty();
  }

  /** The height that stands for no score: below all, which no rule takes for a fall. */
  long absent() {
    return directed(ABSENT);
  }

  private OptionalLong raw(Score score) {
    return switch (rule.on()) {
      case TOTAL -> thousandths(score.total());
      case DIMENSION -> thousandths(part(score).map(Score.OfDimension::points));
      case GRADE -> rank(rule, ranks, part(score).map(Score.OfDimension::grade).orElse(""));
      case BAND -> rank(rule, ranks, score.band());
    };
  }

  private Optional<Score.OfDimension> part(Score score) {
    return score.scores().stream().filter(part -> part.name().equals(rule.part())).findFirst();
  }

  private static OptionalLong thousandths(Optional<Points> points) {
    return points.map(value -> OptionalLong.of(value.thousandths())).orElse(OptionalLong.empty());
  }

  private long directed(long height) {
    return rule.direction() == AlertRule.Direction.RISES_TO ? height : -height;
  }
}
