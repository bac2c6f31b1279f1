package io.plumbline.server.webhook;

import io.plumbline.core.score.Score;
import io.plumbline.store.ScoreChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which messages a change of a score is worth. */
final class ChangeKinds {
  private ChangeKinds() {}

  /** The types of messages, in the order in which they are sent. */
  static List<MessageType> of(ScoreChange change) {
    return of(change.before(), change.after());
  }

  static List<MessageType> of(Optional<Score> before, Optional<Score> after) {
    List<MessageType> types = new ArrayList<>(3);
    if (!points(before).equals(points(after))) {
      types.add(MessageType.SCORE_CHANGED);
    }
    if (!grades(before).equals(grades(after))) {
      types.add(MessageType.GRADE_CHANGED);
    }
    if (!before.map(Score::band).orElse("").equals(after.map(Score::band).orElse(""))) {
      types.add(MessageType.BAND_CHANGED);
    }
    return types;
  }

  /** All that a score says in points; a score that is not there differs from one of 0. */
  private static Optional<List<Object>> points(Optional<Score> score) {
    return score.map(
        it ->
            List.of(
                it.total(),
                it.scores().stream()
                    .collect(
                        Collectors.toMap(
                            Score.OfDimension::name, Score.OfDimension::points, (a, b) -> a))));
  }

  private static Map<String, String> grades(Optional<Score> score) {
    return score
        .map(
            it ->
                it.scores().stream()
                    .filter(part -> !part.grade().isEmpty())
                    .collect(
                        Collectors.toMap(
                            Score.OfDimension::name, Score.OfDimension::grade, (a, b) -> a)))
        .orElse(Map.of());
  }
}
