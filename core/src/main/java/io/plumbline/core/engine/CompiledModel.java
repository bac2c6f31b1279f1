package io.plumbline.core.engine;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.fact.ZoneDays;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A model ready to judge: immutable and thread-safe. */
public final class CompiledModel {
  private final ScoringModel model;
  private final ZoneDays zone;
  private final ModelNodes nodes;
  private final Set<SignalKey> signalKeys;

  CompiledModel(ScoringModel model) {
    this.model = model;
    zone = ZoneDays.of(model.zone());
    nodes = new ModelNodes(model);
    signalKeys =
        nodes.signals().stream().map(SignalNode::key).collect(Collectors.toUnmodifiableSet());
  }

  public ScoringModel model() {
    return model;
  }

  /** The calendar of the model's zone. */
  public ZoneDays zone() {
    return zone;
  }

  /** The compiled parts. */
  public ModelNodes nodes() {
    return nodes;
  }

  /** The signals whose states the model needs, each once. */
  public List<SignalNode> signals() {
    return nodes.signals();
  }

  boolean hasSignal(SignalKey key) {
    return signalKeys.contains(key);
  }

  /** The score of one subject as of an instant. */
  public Score score(Facts facts, Instant asOf) {
    return score(fold(facts, asOf), asOf);
  }

  /** The score of one subject with its proof. */
  public Explanation explain(Facts facts, Instant asOf) {
    return explain(fold(facts, asOf), asOf);
  }

  /** The state of a subject without events. */
  public SubjectState newState(Subject subject) {
    return new SubjectState(this, subject);
  }

  /** The state of a subject's distinct events up to an instant. */
  public SubjectState fold(Facts facts, Instant asOf) {
    SubjectState state = newState(facts.subject());
    for (Event event : facts.distinctEvents()) {
      if (!event.at().isAfter(asOf)) {
        state.fold(event);
      }
    }
    return state;
  }

  /**
   * The score of a folded subject.
   *
   * @throws IllegalArgumentException where events after the as-of were folded, or the state was
   *     folded for a model without this one's signals
   */
  public Score score(SubjectState state, Instant asOf) {
    return new Judgement(this, state, asOf).score();
  }

  /** The score of a folded subject and what each rule gave to it; throws as {@link #score} does. */
  public Judged judge(SubjectState state, Instant asOf) {
    return new Judged(new Judgement(this, state, asOf));
  }

  /** The score of a folded subject with its proof; throws as {@link #score} does. */
  public Explanation explain(SubjectState state, Instant asOf) {
    return new Explainer(new Judgement(this, state, asOf)).explain();
  }

  @Nullable Operand[] propertiesOf(Event event) {
    return operands(nodes.properties(), event.properties());
  }

  @Nullable Operand[] attributesOf(Subject subject) {
    return operands(nodes.attributes(), subject.attributes());
  }

  private @Nullable Operand[] operands(List<String> names, Map<String, Value> values) {
    @Nullable Operand[] operands = new Operand[names.size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = Operand.of(values.get(names.get(i)), zone);
    }
    return operands;
  }
}
