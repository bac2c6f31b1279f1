package io.plumbline.format.report;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.ScoringModel;
import java.util.HashMap;
import java.util.Map;

/** What people call the rules of a model, and where they stand. */
final class RuleTitles {
  private final Map<String, String> titles = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();

  RuleTitles(ScoringModel model) {
    for (Dimension score : model.scores()) {
      for (Group group : score.groups()) {
        String place = Overview.title(score) + " › " + group.caption().titleOr(group.name());
        group
            .rules()
            .forEach(
                rule -> {
                  titles.put(rule.id(), rule.caption().titleOr(rule.id()));
                  places.put(rule.id(), place);
                });
      }
    }
  }

  /** The title, or the id. */
  String of(String rule) {
    return titles.getOrDefault(rule, rule);
  }

  /** The score and the group. */
  String place(String rule) {
    return places.getOrDefault(rule, "");
  }
}
