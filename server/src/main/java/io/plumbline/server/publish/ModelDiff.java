package io.plumbline.server.publish;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What differs between two versions of a model.
 *
 * @param from the number of the version before
 * @param to the number of the version after
 * @param text the two sources, line by line, in the unified form; empty where they are the same
 * @param rules those that came, went or changed, by rule id
 * @param other what else changed: {@code time_zone}, {@code scores.fit}, {@code bands} and so on
 */
public record ModelDiff(int from, int to, String text, List<RuleChange> rules, List<String> other) {
  public ModelDiff {
    rules = List.copyOf(rules);
    other = List.copyOf(other);
  }

  /** What became of a rule. */
  public enum Kind {
    @JsonProperty("added")
    ADDED,
    @JsonProperty("removed")
    REMOVED,
    @JsonProperty("changed")
    CHANGED
  }

  /**
   * A rule that came, went or changed.
   *
   * @param pointsBefore what it gave, in words; empty where it was not there
   * @param pointsAfter what it gives, in words; empty where it is not there any more
   * @param changed what differs: points, condition, events, window, decay, place, kind or texts
   */
  public record RuleChange(
      String rule,
      Kind kind,
      String score,
      String group,
      Optional<String> pointsBefore,
      Optional<String> pointsAfter,
      List<String> changed) {
    public RuleChange {
      changed = List.copyOf(changed);
    }
  }

  private record Placed(String score, String group, Rule rule) {}

  /** The differences between two models, beside those of their texts. */
  static ModelDiff between(int from, ScoringModel before, int to, ScoringModel after, String text) {
    return new ModelDiff(from, to, text, rules(before, after), other(before, after));
  }

  private static List<RuleChange> rules(ScoringModel before, ScoringModel after) {
    Map<String, Placed> olds = placed(before);
    Map<String, Placed> news = placed(after);
    Set<String> ids = new LinkedHashSet<>(olds.keySet());
    ids.addAll(news.keySet());
    List<RuleChange> changes = new ArrayList<>();
    for (String id : ids) {
      Optional<Placed> old = Optional.ofNullable(olds.get(id));
      Optional<Placed> now = Optional.ofNullable(news.get(id));
      if (!old.equals(now)) {
        changes.add(change(id, old, now));
      }
    }
    return changes;
  }

  private static RuleChange change(String id, Optional<Placed> old, Optional<Placed> now) {
    Placed shown = now.or(() -> old).orElseThrow();
    Kind kind = old.isEmpty() ? Kind.ADDED : now.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
    return new RuleChange(
        id,
        kind,
        shown.score(),
        shown.group(),
        old.map(it -> RuleWords.points(it.rule())),
        now.map(it -> RuleWords.points(it.rule())),
        kind == Kind.CHANGED ? aspects(old.orElseThrow(), now.orElseThrow()) : List.of());
  }

  private static List<String> aspects(Placed old, Placed now) {
    List<String> aspects = new ArrayList<>();
    if (!old.rule().getClass().equals(now.rule().getClass())) {
      aspects.add("kind");
    } else {
      aspects.addAll(RuleWords.differences(old.rule(), now.rule()));
    }
    if (!old.score().equals(now.score()) || !old.group().equals(now.group())) {
      aspects.add("place");
    }
    return aspects;
  }

  private static Map<String, Placed> placed(ScoringModel model) {
    Map<String, Placed> rules = new LinkedHashMap<>();
    for (Dimension score : model.scores()) {
      for (Group group : score.groups()) {
        for (Rule rule : group.rules()) {
          rules.put(rule.id(), new Placed(score.name(), group.name(), rule));
        }
      }
    }
    return rules;
  }

  private static List<String> other(ScoringModel before, ScoringModel after) {
    List<String> names = new ArrayList<>();
    differ(names, "model", before, after, ScoringModel::id);
    differ(names, "title", before, after, ScoringModel::caption);
    differ(names, "time_zone", before, after, ScoringModel::zone);
    differ(names, "subject", before, after, ScoringModel::subject);
    scores(names, before, after);
    differ(names, "total", before, after, ScoringModel::total);
    differ(names, "matrix", before, after, ScoringModel::matrix);
    differ(names, "bands", before, after, ScoringModel::bands);
    entries(names, "qualify", before.qualifiers(), after.qualifiers());
    entries(names, "disqualify", before.disqualifiers(), after.disqualifiers());
    return names;
  }

  private static void differ(
      List<String> names,
      String name,
      ScoringModel before,
      ScoringModel after,
      Function<ScoringModel, Object> part) {
    if (!part.apply(before).equals(part.apply(after))) {
      names.add(name);
    }
  }

  private static void scores(List<String> names, ScoringModel before, ScoringModel after) {
    Set<String> all = new LinkedHashSet<>();
    before.scores().forEach(it -> all.add(it.name()));
    after.scores().forEach(it -> all.add(it.name()));
    for (String name : all) {
      Optional<Dimension> old = before.score(name).map(ModelDiff::withoutRules);
      Optional<Dimension> now = after.score(name).map(ModelDiff::withoutRules);
      if (!old.equals(now)) {
        names.add("scores." + name);
      }
    }
  }

  /** A score without its rules, which are compared one by one. */
  private static Dimension withoutRules(Dimension score) {
    List<Group> groups = new ArrayList<>();
    for (Group it : score.groups()) {
      groups.add(new Group(it.name(), it.caption(), it.weight(), it.min(), it.max(), List.of()));
    }
    return new Dimension(
        score.name(), score.caption(), score.min(), score.max(), groups, score.grades());
  }

  private static void entries(
      List<String> names, String place, List<Entry> before, List<Entry> after) {
    if (before.equals(after)) {
      return;
    }
    Map<String, Entry> olds = new LinkedHashMap<>();
    before.forEach(it -> olds.put(it.id(), it));
    Map<String, Entry> news = new LinkedHashMap<>();
    after.forEach(it -> news.put(it.id(), it));
    Set<String> ids = new LinkedHashSet<>(olds.keySet());
    ids.addAll(news.keySet());
    int found = names.size();
    for (String id : ids) {
      if (!Optional.ofNullable(olds.get(id)).equals(Optional.ofNullable(news.get(id)))) {
        names.add(place + "." + id);
      }
    }
    if (names.size() == found) {
      names.add(place + " (order)");
    }
  }
}
