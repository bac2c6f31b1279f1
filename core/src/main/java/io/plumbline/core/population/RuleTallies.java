package io.plumbline.core.population;

import io.plumbline.core.engine.AttributeRuleNode;
import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.DimensionNode;
import io.plumbline.core.engine.GroupNode;
import io.plumbline.core.engine.ModelNodes;
import io.plumbline.core.engine.Outcomes;
import io.plumbline.core.population.PopulationStatistics.OfAttribute;
import io.plumbline.core.population.PopulationStatistics.OfRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Adds up what rules gave, block after block. */
final class RuleTallies implements BlockScorer.RuleWatcher {
  private long subjects;
  private final long[] fired;
  private final long[] unknown;
  private final long[] positive;
  private final long[] negative;
  private final long[] lowest;
  private final long[] highest;

  RuleTallies(int rules) {
    fired = new long[rules];
    unknown = new long[rules];
    positive = new long[rules];
    negative = new long[rules];
    lowest = new long[rules];
    highest = new long[rules];
    Arrays.fill(lowest, Long.MAX_VALUE);
    Arrays.fill(highest, Long.MIN_VALUE);
  }

  @Override
  public void judged(int rule, Block block, long[] points, char[] outcomes) {
    subjects += rule == 0 ? points.length : 0;
    for (long given : points) {
      fired[rule] += given == 0 ? 0 : 1;
      positive[rule] += Math.max(0, given);
      negative[rule] += Math.min(0, given);
      lowest[rule] = Math.min(lowest[rule], given);
      highest[rule] = Math.max(highest[rule], given);
    }
    for (char outcome : outcomes) {
      unknown[rule] += outcome == Outcomes.UNKNOWN ? 1 : 0;
    }
  }

  synchronized void add(RuleTallies other) {
    subjects += other.subjects;
    for (int r = 0; r < fired.length; r++) {
      fired[r] += other.fired[r];
      unknown[r] += other.unknown[r];
      positive[r] += other.positive[r];
      negative[r] += other.negative[r];
      lowest[r] = Math.min(lowest[r], other.lowest[r]);
      highest[r] = Math.max(highest[r], other.highest[r]);
    }
  }

  PopulationStatistics statistics(CompiledModel model, LeadTable leads, List<String> collected) {
    ModelNodes nodes = model.nodes();
    List<OfRule> rules = new ArrayList<>();
    TreeSet<Integer> slots = new TreeSet<>();
    for (int d = 0; d < nodes.dimensions().size(); d++) {
      DimensionNode dimension = nodes.dimensions().get(d);
      for (int g = dimension.from(); g < dimension.to(); g++) {
        GroupNode group = nodes.groups().get(g);
        for (int r = group.from(); r < group.to(); r++) {
          rules.add(ofRule(r, dimension.name(), group.name(), nodes));
          if (nodes.rules().get(r) instanceof AttributeRuleNode rule) {
            for (int slot : rule.outcomes().slots()) {
              slots.add(slot);
            }
          }
        }
      }
    }
    List<OfAttribute> attributes = new ArrayList<>();
    for (int slot : slots) {
      String name = nodes.attributes().get(slot);
      attributes.add(new OfAttribute(name, leads.unknown(collected.indexOf(name))));
    }
    return new PopulationStatistics(subjects, rules, attributes);
  }

  private OfRule ofRule(int r, String dimension, String group, ModelNodes nodes) {
    boolean any = subjects > 0;
    return new OfRule(
        dimension,
        group,
        nodes.rules().get(r).rule().id(),
        fired[r],
        unknown[r],
        positive[r],
        negative[r],
        any ? lowest[r] : 0,
        any ? highest[r] : 0);
  }
}
