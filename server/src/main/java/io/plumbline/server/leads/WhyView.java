package io.plumbline.server.leads;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.server.live.Differences;
import io.plumbline.server.live.ScoreReading.Comparison;
import io.plumbline.server.live.ScoreReading.End;
import io.plumbline.store.AttributeFact;
import io.plumbline.store.EventFact;
import io.plumbline.store.ScoreChange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why a score changed between two instants. Only what differs is told of each level. */
@Schema(
    name = "Why",
    description =
        "Why a score changed between two instants. Each level adds up exactly: the rules of a group"
            + " and its adjustment to the group, the groups of a score and its adjustment to the"
            + " score, the parts to the total. What does not differ is left out.")
public record WhyView(
    Side from,
    Side to,
    @Schema(description = "What each score gives to the total.") List<Part> total,
    List<OfScore> scores,
    List<OfGroup> groups,
    List<OfRule> rules,
    @Schema(description = "Changes as they were shown, the earliest first, 1000 at most.")
        List<ScoreHistory.Item> changes,
    @Schema(description = "The latest 1000 at most, the earliest first.") List<WhatHappened> events,
    List<Said> attributes) {
  public WhyView {
    total = List.copyOf(total);
    scores = List.copyOf(scores);
    groups = List.copyOf(groups);
    rules = List.copyOf(rules);
    changes = List.copyOf(changes);
    events = List.copyOf(events);
    attributes = List.copyOf(attributes);
  }

  /** A score at one end. */
  @Schema(name = "WhySide", description = "The score at one of the two instants.")
  public record Side(
      Instant at,
      @Schema(description = "By the version of then, from what is known of that instant today.")
          Optional<ListedScore> score,
      @Schema(
              description =
                  "What was shown then. It differs from score where facts or merges came later that"
                      + " count for before.")
          Optional<ListedScore> shown) {}

  /** What a score gives to the total. */
  @Schema(name = "WhyPart", description = "What a score gave to the total at each of the instants.")
  public record Part(@Schema(example = "engagement") String score, Points from, Points to) {}

  /** A score. */
  @Schema(name = "WhyScore", description = "A score at each of the two instants.")
  public record OfScore(
      @Schema(example = "engagement") String score,
      Points from,
      Points to,
      @Schema(description = "What floor or ceiling added to the sum of the groups.")
          Points adjustmentFrom,
      Points adjustmentTo) {}

  /** A group. */
  @Schema(name = "WhyGroup", description = "What a group was worth at each of the two instants.")
  public record OfGroup(
      @Schema(example = "engagement") String score,
      @Schema(example = "web") String group,
      Points from,
      Points to,
      @Schema(description = "What limits and weight added to the sum of the rules.")
          Points adjustmentFrom,
      Points adjustmentTo) {}

  /** A rule. */
  @Schema(name = "WhyRule", description = "What a rule gave at each of the two instants.")
  public record OfRule(
      @Schema(example = "engagement") String score,
      @Schema(example = "web") String group,
      @Schema(example = "pricing") String rule,
      Points from,
      Points to) {}

  /** An event between the two. */
  @Schema(name = "WhyEvent", description = "An event between the two instants.")
  public record WhatHappened(String id, String event, Instant time) {}

  /** What was said of an attribute. */
  @Schema(name = "AttributeSaid", description = "What was said of an attribute, and when.")
  public record Said(
      @Schema(example = "country") String attribute,
      @Schema(description = "Absent where it was said to be unknown.") Optional<Value> value,
      @Schema(description = "From when on it is so.") Instant at,
      Instant received) {

    static Said of(AttributeFact fact) {
      return new Said(fact.name(), fact.value(), fact.at(), fact.received());
    }
  }

  static WhyView of(Comparison found, ScoreHistory.Names names) {
    Differences differences = found.differences();
    return new WhyView(
        side(found.earlier(), names),
        side(found.later(), names),
        differences.total().stream().map(WhyView::part).toList(),
        differences.scores().stream().map(WhyView::score).toList(),
        differences.groups().stream().map(WhyView::group).toList(),
        differences.rules().stream().map(WhyView::rule).toList(),
        found.changes().stream().map(names::item).toList(),
        found.events().stream().map(WhyView::happened).toList(),
        found.attributes().stream().map(Said::of).toList());
  }

  private static Side side(End end, ScoreHistory.Names names) {
    Optional<ScoreChange> shown = end.shown();
    return new Side(
        end.at(),
        end.score()
            .map(it -> ListedScore.of(it.score(), end.version().map(names::number).orElse(0))),
        shown
            .flatMap(ScoreChange::after)
            .map(
                it ->
                    ListedScore.of(
                        it, shown.map(ScoreChange::version).map(names::number).orElse(0))));
  }

  private static Part part(Differences.OfPart part) {
    return new Part(part.score(), part.points().from(), part.points().to());
  }

  private static OfScore score(Differences.OfScore score) {
    return new OfScore(
        score.score(),
        score.points().from(),
        score.points().to(),
        score.adjustment().from(),
        score.adjustment().to());
  }

  private static OfGroup group(Differences.OfGroup group) {
    return new OfGroup(
        group.score(),
        group.group(),
        group.points().from(),
        group.points().to(),
        group.adjustment().from(),
        group.adjustment().to());
  }

  private static OfRule rule(Differences.OfRule rule) {
    return new OfRule(
        rule.score(), rule.group(), rule.rule(), rule.points().from(), rule.points().to());
  }

  private static WhatHappened happened(EventFact fact) {
    return new WhatHappened(fact.event().id(), fact.event().type(), fact.event().at());
  }
}
