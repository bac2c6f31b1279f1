package io.plumbline.core.engine;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import java.util.LinkedHashMap;
import java.util.Map;

/** A score, and beside it the points of its rules for those who want them: a small proof. */
public final class Judged {
  private final Judgement judgement;
  private final Score score;

  Judged(Judgement judgement) {
    this.judgement = judgement;
    score = judgement.score();
  }

  public Score score() {
    return score;
  }

  /** What each rule gave, by rule id in the model's order; rules that gave nothing are left out. */
  public Map<String, Points> contributions() {
    Map<String, Points> points = new LinkedHashMap<>();
    for (int i = 0; i < judgement.rulePoints.length; i++) {
      if (judgement.rulePoints[i] != 0) {
        points.put(judgement.nodes.rules().get(i).rule().id(), new Points(judgement.rulePoints[i]));
      }
    }
    return points;
  }
}
