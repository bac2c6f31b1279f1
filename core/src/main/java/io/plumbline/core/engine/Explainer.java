package io.plumbline.core.engine;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Contribution.Answer;
import io.plumbline.core.score.Contribution.Kind;
import io.plumbline.core.score.Evidence;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import io.plumbline.core.score.Explanation.Range;
import io.plumbline.core.score.Explanation.TotalPart;
import io.plumbline.core.score.Score;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the proof of a judgement. */
final class Explainer {
  private final Judgement judgement;
  private final ModelNodes nodes;

  Explainer(Judgement judgement) {
    this.judgement = judgement;
    nodes = judgement.nodes;
  }

  Explanation explain() {
    Score score = judgement.score();
    ChangeSearch changes = new ChangeSearch(judgement);
    List<DimensionProof> dimensions = new ArrayList<>();
    for (int i = 0; i < nodes.dimensions().size(); i++) {
      dimensions.add(dimension(i, score, changes));
    }
    return new Explanation(score, totalParts(), changes.ofTotal(), dimensions);
  }

  private List<TotalPart> totalParts() {
    List<TotalPart> parts = new ArrayList<>();
    TotalNode total = nodes.total();
    for (int i = 0; i < total.size(); i++) {
      int place = total.score(i);
      parts.add(
          new TotalPart(
              nodes.dimensions().get(place).dimension().name(),
              total.isWeighted() ? Optional.of(total.weight(i)) : Optional.empty(),
              new Points(total.part(i, judgement.scorePoints[place]))));
    }
    return parts;
  }

  private DimensionProof dimension(int place, Score score, ChangeSearch changes) {
    DimensionNode node = nodes.dimensions().get(place);
    List<GroupProof> groups = new ArrayList<>();
    long sum = 0;
    long lowest = 0;
    long highest = 0;
    for (int g = node.from(); g < node.to(); g++) {
      GroupNode group = nodes.groups().get(g);
      groups.add(group(group, judgement.groupSums[g]));
      sum += group.worth(judgement.groupSums[g]);
      lowest += group.worth(bound(group, false));
      highest += group.worth(bound(group, true));
    }
    return new DimensionProof(
        node.dimension().name(),
        new Points(judgement.scorePoints[place]),
        score.scores().get(place).grade(),
        node.dimension().min(),
        node.dimension().ceiling(),
        new Points(sum),
        new Range(new Points(node.limited(lowest)), new Points(node.limited(highest))),
        changes.ofScore(place),
        groups);
  }

  /** The sum of a group's rules with each unknown one at its lowest or highest answer. */
  private long bound(GroupNode group, boolean highest) {
    long sum = 0;
    for (int r = group.from(); r < group.to(); r++) {
      if (nodes.rules().get(r) instanceof AttributeRuleNode rule && isUnknown(r)) {
        sum += highest ? rule.highest() : rule.lowest();
      } else {
        sum += judgement.rulePoints[r];
      }
    }
    return sum;
  }

  private boolean isUnknown(int rule) {
    return judgement.outcomes[rule] == AttributeRuleNode.UNKNOWN;
  }

  private GroupProof group(GroupNode group, long sum) {
    List<Contribution> rules = new ArrayList<>();
    for (int r = group.from(); r < group.to(); r++) {
      RuleNode rule = nodes.rules().get(r);
      rules.add(
          rule instanceof AttributeRuleNode node
              ? ofAttributes(node, r)
              : ofEvents((EventRuleNode) rule));
    }
    return new GroupProof(
        group.group().name(),
        new Points(group.worth(sum)),
        group.group().weight(),
        new Points(sum),
        new Points(group.limited(sum)),
        rules);
  }

  private Contribution ofAttributes(AttributeRuleNode rule, int place) {
    Points points = new Points(judgement.rulePoints[place]);
    Range range =
        isUnknown(place)
            ? new Range(new Points(rule.lowest()), new Points(rule.highest()))
            : new Range(points, points);
    List<Evidence.AttributeFact> facts = new ArrayList<>();
    for (int slot : rule.outcomes().slots()) {
      Operand operand = judgement.attributes[slot];
      Optional<Value> value = operand == null ? Optional.empty() : Optional.of(operand.value());
      facts.add(new Evidence.AttributeFact(nodes.attributes().get(slot), value));
    }
    int outcome = judgement.outcomes[place];
    Answer answer =
        outcome == AttributeRuleNode.UNKNOWN
            ? Answer.UNKNOWN
            : outcome == Outcomes.NO ? Answer.NO : Answer.YES;
    return new Contribution.OfAttributes(
        rule.rule().id(),
        rule.rule() instanceof Rule.If ? Kind.IF : Kind.LOOKUP,
        answer,
        points,
        range,
        new Evidence.Attributes(facts));
  }

  private Contribution ofEvents(EventRuleNode rule) {
    DayCells cells = judgement.cells[rule.signal()];
    int to = cells.days.length;
    EventRuleNode.Steps steps = rule.explain(cells, 0, to, judgement.day);
    return new Contribution.OfEvents(
        rule.rule().id(),
        kind(rule.rule()),
        new Points(steps.before()),
        new Points(steps.after()),
        new Points(steps.points()),
        evidence(rule, cells, steps));
  }

  private Evidence.Events evidence(EventRuleNode rule, DayCells cells, EventRuleNode.Steps steps) {
    Optional<BigDecimal> measured =
        steps.measured().isEmpty()
            ? Optional.empty()
            : Optional.of(new BigDecimal(steps.measured()));
    int to = cells.days.length;
    if (steps.first() == to) {
      return new Evidence.Events(0, Optional.empty(), Optional.empty(), List.of(), measured);
    }
    SignalState state = judgement.state.state(nodes.signals().get(rule.signal()));
    int firstDay = cells.days[steps.first()];
    Optional<Instant> first = Optional.of(state.firstFrom(firstDay));
    Optional<Instant> last = Optional.of(state.latestInstant());
    List<String> ids = state.idsFrom(firstDay, judgement.compiled.zone()::day);
    return new Evidence.Events(rule.count(cells, steps.first(), to), first, last, ids, measured);
  }

  private static Kind kind(Rule rule) {
    if (rule instanceof Rule.PerEvent) {
      return Kind.POINTS;
    }
    return rule instanceof Rule.Tiers ? Kind.TIERS : Kind.MEASURE;
  }
}
