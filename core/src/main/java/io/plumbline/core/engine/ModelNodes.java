package io.plumbline.core.engine;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The compiled parts of a model, flat and in its order: rules, the groups over runs of rules, the
 * scores over runs of groups; and the numbered attributes, properties and signals they look at.
 */
public final class ModelNodes {
  private final ScoringModel model;
  private final Slots attributeSlots = new Slots();
  private final Slots propertySlots = new Slots();
  private final Map<SignalKey, Integer> signalPlaces = new LinkedHashMap<>();
  private final List<SignalNode> signalList = new ArrayList<>();
  private final List<RuleNode> ruleList = new ArrayList<>();
  private final List<GroupNode> groupList = new ArrayList<>();
  private final List<DimensionNode> dimensionList = new ArrayList<>();
  private final List<EntryNode> qualifierList;
  private final List<EntryNode> disqualifierList;
  private final TotalNode totalNode;
  private final BandNode bandNode;
  private final List<String> attributeNames;
  private final List<String> propertyNames;
  private final long coverageWeight;
  private final int[] groupOfRule;

  ModelNodes(ScoringModel model) {
    this.model = model;
    for (Dimension dimension : model.scores()) {
      int from = groupList.size();
      dimension.groups().forEach(this::add);
      dimensionList.add(new DimensionNode(dimension, from, groupList.size()));
    }
    totalNode = new TotalNode(model, dimensionList.toArray(DimensionNode[]::new));
    bandNode = new BandNode(model);
    qualifierList = model.qualifiers().stream().map(this::entry).toList();
    disqualifierList = model.disqualifiers().stream().map(this::entry).toList();
    attributeNames = attributeSlots.names();
    propertyNames = propertySlots.names();
    long weight = 0;
    for (RuleNode rule : ruleList) {
      weight += rule instanceof AttributeRuleNode node ? node.weight() : 0;
    }
    coverageWeight = weight;
    groupOfRule = new int[ruleList.size()];
    for (int g = 0; g < groupList.size(); g++) {
      Arrays.fill(groupOfRule, groupList.get(g).from(), groupList.get(g).to(), g);
    }
  }

  private void add(Group group) {
    int from = ruleList.size();
    for (Rule rule : group.rules()) {
      ruleList.add(compile(rule));
    }
    groupList.add(new GroupNode(group, from, ruleList.size()));
  }

  private RuleNode compile(Rule rule) {
    if (rule instanceof Rule.If condition) {
      return new AttributeRuleNode(condition, attributeSlots);
    }
    if (rule instanceof Rule.Lookup lookup) {
      return new AttributeRuleNode(lookup, attributeSlots);
    }
    if (rule instanceof Rule.PerEvent perEvent) {
      return new PerEventNode(perEvent, place(perEvent.signal(), ""));
    }
    if (rule instanceof Rule.Tiers tiers) {
      return new TiersNode(tiers, place(tiers.signal(), ""));
    }
    Rule.Measured measured = (Rule.Measured) rule;
    return new MeasuredNode(measured, place(measured.signal(), property(measured.measure())));
  }

  private static String property(Measure measure) {
    if (measure instanceof Measure.Sum sum) {
      return sum.property();
    }
    return measure instanceof Measure.Max max ? max.property() : "";
  }

  private int place(Signal signal, String property) {
    SignalKey key = SignalKey.of(signal, property, model.zone());
    return signalPlaces.computeIfAbsent(
        key,
        fresh -> {
          signalList.add(new SignalNode(fresh, signal, property, propertySlots));
          return signalList.size() - 1;
        });
  }

  private EntryNode entry(Entry entry) {
    int signal = entry.signal().map(s -> place(s, "")).orElse(EntryNode.NO_SIGNAL);
    List<String> names = model.bands().stream().map(Band::name).toList();
    return new EntryNode(entry, attributeSlots, signal, names.indexOf(entry.band()));
  }

  /** The attributes that the model looks at. */
  public List<String> attributes() {
    return attributeNames;
  }

  /** The properties that the model looks at. */
  public List<String> properties() {
    return propertyNames;
  }

  public List<SignalNode> signals() {
    return Collections.unmodifiableList(signalList);
  }

  public List<RuleNode> rules() {
    return Collections.unmodifiableList(ruleList);
  }

  /** The group of a rule, both by place. */
  int groupOf(int rule) {
    return groupOfRule[rule];
  }

  public List<GroupNode> groups() {
    return Collections.unmodifiableList(groupList);
  }

  public List<DimensionNode> dimensions() {
    return Collections.unmodifiableList(dimensionList);
  }

  public List<EntryNode> qualifiers() {
    return qualifierList;
  }

  public List<EntryNode> disqualifiers() {
    return disqualifierList;
  }

  public TotalNode total() {
    return totalNode;
  }

  public BandNode bands() {
    return bandNode;
  }

  /** What the attribute rules weigh together in the coverage. */
  public long coverageWeight() {
    return coverageWeight;
  }

  /** The coverage in thousandths of a percent, the weight of the known rules given. */
  public int coverage(long known) {
    return coverageWeight == 0 ? 100_000 : (int) Points.mulDiv(100_000, known, coverageWeight);
  }
}
