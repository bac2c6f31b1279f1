package io.plumbline.server.webhook;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.store.AlertRule;
import java.util.List;
import java.util.Optional;

/** What of an alert rule a model has not, in words for whoever wrote the rule. */
final class AlertFit {
  private final AlertRule rule;
  private final ScoringModel model;

  private AlertFit(AlertRule rule, ScoringModel model) {
    this.rule = rule;
    this.model = model;
  }

  /** What does not fit; empty where the rule can hold under the model. */
  static Optional<String> complaint(AlertRule rule, ScoringModel model) {
    if (AlertGauge.of(rule, model).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(new AlertFit(rule, model).complaint());
  }

  private String complaint() {
    return switch (rule.on()) {
      case TOTAL -> model.hasTotal() ? turned() : "on is \"total\", but the model has none";
      case DIMENSION -> model.score(rule.part()).isPresent() ? turned() : noScore();
      case GRADE -> model.score(rule.part()).map(this::grades).orElseGet(this::noScore);
      case BAND -> among(model.bands().stream().map(Band::name).toList());
    };
  }

  private String noScore() {
    return expected("score", rule.part(), model.scores().stream().map(Dimension::name).toList());
  }

  private String grades(Dimension score) {
    return among(score.grades().stream().map(Grade::label).toList());
  }

  private String among(List<String> names) {
    if (names.isEmpty()) {
      return "the model has no such " + (rule.on() == AlertRule.On.BAND ? "bands" : "grades");
    }
    if (isStrange(rule.threshold(), names)) {
      return expected("threshold", rule.threshold(), names);
    }
    boolean strange = !rule.rearm().isEmpty() && isStrange(rule.rearm(), names);
    return strange ? expected("rearm", rule.rearm(), names) : turned();
  }

  private boolean isStrange(String name, List<String> names) {
    boolean out = rule.on() == AlertRule.On.BAND && name.equals(ScoringModel.DISQUALIFIED);
    return !out && !names.contains(name);
  }

  /** What is left: leads come from the other side. */
  private String turned() {
    boolean rises = rule.direction() == AlertRule.Direction.RISES_TO;
    return "rearm is \"%s\"; expected what lies %s the threshold \"%s\", where leads come from"
        .formatted(rule.rearm(), rises ? "below" : "above", rule.threshold());
  }

  private static String expected(String field, String found, List<String> names) {
    return "%s is \"%s\"; expected one of %s".formatted(field, found, String.join(", ", names));
  }
}
