package io.plumbline.core.engine;

import io.plumbline.core.engine.SignalState.Mark;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.ZoneDays;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One subject's attributes and the folded states of its signals. Events are folded in any order,
 * each distinct event once. It answers for any as-of from the latest folded event on. Not
 * thread-safe.
 */
public final class SubjectState {
  private final CompiledModel folding;
  private final Map<SignalKey, SignalState> signals = new HashMap<>();
  private Subject subject;
  private Instant latest = Instant.MIN;

  SubjectState(CompiledModel folding, Subject subject) {
    this.folding = folding;
    this.subject = subject;
  }

  /**
   * The state of a subject under a model, of signal states folded elsewhere, which are shared.
   *
   * @param latest the instant of the latest folded event; MIN where there is none
   * @param states the state of each of the model's signals that has events; empty for the others
   */
  public static SubjectState of(
      CompiledModel model,
      Subject subject,
      Instant latest,
      Function<SignalKey, Optional<SignalState>> states) {
    SubjectState view = new SubjectState(model, subject);
    view.latest = latest;
    for (SignalNode signal : model.signals()) {
      states.apply(signal.key()).ifPresent(state -> view.signals.put(signal.key(), state));
    }
    return view;
  }

  public Subject subject() {
    return subject;
  }

  /** Replaces what is known of the subject; its events stay. */
  public void setSubject(Subject changed) {
    if (!changed.id().equals(subject.id())) {
      throw new IllegalArgumentException("the state is of subject " + subject.id());
    }
    subject = changed;
  }

  /** Folds one distinct event into every signal that it counts for. */
  public void fold(Event event) {
    latest = event.at().isAfter(latest) ? event.at() : latest;
    ZoneDays zone = folding.zone();
    int day = zone.day(event.at());
    String type = NormalText.of(event.type());
    @Nullable Operand[] properties = null;
    for (SignalNode signal : folding.signals()) {
      if (signal.hasType(type)) {
        properties = properties == null ? folding.propertiesOf(event) : properties;
        if (signal.matches(properties, day)) {
          Mark mark = new Mark(event.at(), event.id(), signal.number(properties));
          state(signal).fold(day, mark);
        }
      }
    }
  }

  /**
   * Folds one distinct event into one signal that it counts for.
   *
   * @param number the event's number in millionths; null where it has none
   */
  public void fold(SignalNode signal, Instant at, String id, @Nullable BigInteger number) {
    latest = at.isAfter(latest) ? at : latest;
    state(signal).fold(folding.zone().day(at), new Mark(at, id, number));
  }

  /** The state of the same events under other knowledge of the subject; this one stays. */
  public SubjectState with(Subject changed) {
    SubjectState view = new SubjectState(folding, changed);
    view.latest = latest;
    view.signals.putAll(signals);
    return view;
  }

  /**
   * The state with further events, none of which was folded yet; this one stays. Only they are
   * folded, however many events there are already.
   */
  public SubjectState plus(Iterable<Event> further) {
    SubjectState added = new SubjectState(folding, subject);
    further.forEach(added::fold);
    SubjectState both = with(subject);
    both.latest = added.latest.isAfter(latest) ? added.latest : latest;
    added.signals.forEach((key, state) -> both.signals.merge(key, state, SignalState::merge));
    return both;
  }

  /** The state of a signal; throws where the state was not folded for it. */
  SignalState state(SignalNode signal) {
    SignalState state = signals.get(signal.key());
    if (state == null) {
      requireKnown(signal.key());
      state = new SignalState(signal);
      signals.put(signal.key(), state);
    }
    return state;
  }

  /** The histogram of a signal; throws where the state was not folded for it. */
  DayCells cells(SignalNode signal) {
    SignalState state = signals.get(signal.key());
    if (state == null) {
      requireKnown(signal.key());
      return DayCells.EMPTY;
    }
    return state.cells();
  }

  private void requireKnown(SignalKey key) {
    if (!folding.hasSignal(key)) {
      throw new IllegalArgumentException("the state knows no signal " + key.hash());
    }
  }

  /** The states by key. */
  public Map<SignalKey, SignalState> signals() {
    folding.signals().forEach(this::state);
    return Map.copyOf(signals);
  }

  /** Puts the state of a signal, as decoded or merged, in the place of its own. */
  public void put(SignalState state) {
    requireKnown(state.key());
    signals.put(state.key(), state);
    Instant known = state.latestInstant();
    latest = known.isAfter(latest) ? known : latest;
  }

  /** The instant of the latest folded event; before it the state has no answers. */
  Instant latest() {
    return latest;
  }
}
