package io.plumbline.core.population;

import io.plumbline.core.engine.AttributeRuleNode;
import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelNodes;
import io.plumbline.core.engine.Outcomes;
import io.plumbline.core.population.Population.Options;
import io.plumbline.core.population.TypeOfEvents.Counting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Collects facts in lanes, one a chunk. Events are scattered over partitions by their lead's id, so
 * that afterwards each partition's leads and events fit into a processor's cache.
 */
final class FactIntake implements Intake {
  /** A power of two; a partition of a million leads with twenty events each is about 1 MB. */
  static final int PARTITIONS = 512;

  private static final int FIRST_HINT = 512;

  /** How many lanes back one is surely full. */
  private static final int LEARN_FROM = 16;

  private final CompiledModel compiled;
  private final Options options;
  private final EventClasses classes;
  private final List<List<Outcomes>> soleOutcomes;
  private final boolean[] keptColumns;
  private final Map<String, Counting> countings = new ConcurrentHashMap<>();
  private final List<LeadLane> leadLanes = new ArrayList<>();
  private final List<EventLane> eventLanes = new ArrayList<>();
  private volatile int recordBytesHint = FIRST_HINT;

  FactIntake(CompiledModel compiled, Options options) {
    this.compiled = compiled;
    this.options = options;
    classes = new EventClasses(compiled.signals());
    soleOutcomes = new ArrayList<>();
    attributes().forEach(unused -> soleOutcomes.add(new ArrayList<>()));
    keptColumns = new boolean[attributes().size()];
    Arrays.fill(keptColumns, options.explainable());
    for (Outcomes outcomes : allOutcomes(compiled.nodes())) {
      int[] slots = outcomes.slots();
      if (slots.length == 1) {
        soleOutcomes.get(slots[0]).add(outcomes);
      } else {
        Arrays.stream(slots).forEach(slot -> keptColumns[slot] = true);
      }
    }
  }

  private static List<Outcomes> allOutcomes(ModelNodes nodes) {
    Stream<Outcomes> ofRules =
        nodes.rules().stream()
            .filter(AttributeRuleNode.class::isInstance)
            .map(rule -> ((AttributeRuleNode) rule).outcomes());
    Stream<Outcomes> ofEntries =
        Stream.concat(nodes.qualifiers().stream(), nodes.disqualifiers().stream())
            .flatMap(entry -> entry.condition().stream());
    return Stream.concat(ofRules, ofEntries).toList();
  }

  /** The columns whose values are needed again after each was judged on its own. */
  boolean[] keptColumns() {
    return keptColumns;
  }

  /** What the model's rules over one attribute alone ask of it. */
  List<Outcomes> soleOutcomes(int column) {
    return soleOutcomes.get(column);
  }

  static int partition(long hash) {
    return (int) (hash >>> 40) & (PARTITIONS - 1);
  }

  @Override
  public List<String> attributes() {
    return compiled.nodes().attributes();
  }

  @Override
  public List<String> properties() {
    return compiled.nodes().properties();
  }

  @Override
  public LeadSink leads(long chunk) {
    LeadLane lane = new LeadLane(chunk, this);
    synchronized (leadLanes) {
      leadLanes.add(lane);
    }
    return lane;
  }

  @Override
  public EventSink events(long chunk) {
    EventLane lane = new EventLane(chunk, this);
    synchronized (eventLanes) {
      if (eventLanes.size() > LEARN_FROM) {
        recordBytesHint = eventLanes.get(eventLanes.size() - LEARN_FROM).averageRecordBytes();
      }
      eventLanes.add(lane);
    }
    return lane;
  }

  CompiledModel compiled() {
    return compiled;
  }

  Options options() {
    return options;
  }

  EventClasses classes() {
    return classes;
  }

  /** How many bytes a partition of a new lane will need, from what the latest full lane needed. */
  int recordBytesHint() {
    return recordBytesHint;
  }

  /** What events of a type may count for. */
  Counting counting(String normalType) {
    return countings.computeIfAbsent(
        normalType, type -> Counting.of(type, compiled.signals(), classes));
  }

  List<LeadLane> leadLanes() {
    synchronized (leadLanes) {
      leadLanes.sort(Comparator.comparingLong(lane -> lane.chunk));
      return List.copyOf(leadLanes);
    }
  }

  List<EventLane> eventLanes() {
    synchronized (eventLanes) {
      eventLanes.sort(Comparator.comparingLong(lane -> lane.chunk));
      return List.copyOf(eventLanes);
    }
  }
}
