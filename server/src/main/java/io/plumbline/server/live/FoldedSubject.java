package io.plumbline.server.live;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.SharedSignals;
import io.plumbline.core.engine.SignalKey;
import io.plumbline.core.engine.SignalNode;
import io.plumbline.core.engine.SignalState;
import io.plumbline.core.engine.SubjectState;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the facts of one subject come to: its attributes and the states of the signals that were
 * folded. It answers for any as-of from its last activity on. {@link FoldedSubjects} reads and
 * writes it. Not thread-safe.
 */
public final class FoldedSubject {
  private final String id;
  private final boolean account;
  private final Instant firstSeen;
  private final Map<String, Known> attributes = new TreeMap<>();
  private Instant lastActivity = Instant.MIN;
  private Instant lastSaid = Instant.MIN;
  private SignalSet set;
  private @Nullable SignalState[] states;
  private @Nullable Subject subject;
  private boolean told;

  /**
   * What was said of an attribute last.
   *
   * @param value empty where it was said to be unknown
   * @param at from when on it is so
   * @param repeated when the same was said again last, which is not kept as a fact of its own; at
   *     least {@code at}
   */
  record Known(Optional<Value> value, Instant at, Instant repeated) {}

  FoldedSubject(String id, boolean account, Instant firstSeen, SignalSet set) {
    this.id = id;
    this.account = account;
    this.firstSeen = firstSeen;
    this.set = set;
    states = new SignalState[set.size()];
  }

  public String id() {
    return id;
  }

  public boolean isAccount() {
    return account;
  }

  /** When the first fact was received. */
  public Instant firstSeen() {
    return firstSeen;
  }

  /** The instant of the latest event that was folded; MIN where there is none. */
  public Instant lastActivity() {
    return lastActivity;
  }

  /**
   * Whether all that was folded had happened, and was so, at an instant; it had not where the clock
   * was set back.
   */
  public boolean isOf(Instant now) {
    return !lastActivity.isAfter(now) && !lastSaid.isAfter(now);
  }

  /** The subject with what is known of it. */
  public Subject subject() {
    Subject known = subject;
    if (known == null) {
      Map<String, Value> values = new HashMap<>();
      attributes.forEach((name, what) -> what.value().ifPresent(value -> values.put(name, value)));
      known = new Subject(id, values);
      subject = known;
    }
    return known;
  }

  /** Whether all signals of a model were folded. */
  public boolean covers(CompiledModel model) {
    return missing(model).isEmpty();
  }

  /** The signals of a model that were not folded. */
  public Set<SignalKey> missing(CompiledModel model) {
    Set<SignalKey> missing = Set.of();
    for (SignalNode signal : model.signals()) {
      if (set.place(signal.key()) < 0) {
        missing = missing.isEmpty() ? new HashSet<>() : missing;
        missing.add(signal.key());
      }
    }
    return missing;
  }

  /**
   * The state of the subject under a model, which shares what is here.
   *
   * @throws IllegalArgumentException where a signal of the model was not folded
   */
  public SubjectState under(CompiledModel model) {
    return SubjectState.of(model, subject(), lastActivity, this::state);
  }

  /**
   * The state of the subject under a model, with states of signals that were not folded here.
   *
   * @param further the states of the model's other signals that have events; empty for the others
   */
  public SubjectState under(CompiledModel model, Map<SignalKey, SignalState> further) {
    return SubjectState.of(
        model,
        subject(),
        lastActivity,
        key -> set.place(key) < 0 ? Optional.ofNullable(further.get(key)) : state(key));
  }

  private Optional<SignalState> state(SignalKey key) {
    int place = set.place(key);
    if (place < 0) {
      throw new IllegalArgumentException("signal " + key.hash() + " was not folded");
    }
    return Optional.ofNullable(states[place]);
  }

  /** Folds one distinct event into those signals of the shared ones that are in the set. */
  void fold(Event event, SharedSignals signals) {
    active(event.at());
    signals.fold(event, signal -> Optional.ofNullable(stateToFold(signal)));
  }

  private @Nullable SignalState stateToFold(SignalNode signal) {
    int place = set.place(signal.key());
    if (place < 0) {
      return null;
    }
    SignalState state = states[place];
    if (state == null) {
      state = new SignalState(signal);
      states[place] = state;
    }
    return state;
  }

  void active(Instant at) {
    lastActivity = at.isAfter(lastActivity) ? at : lastActivity;
  }

  SignalSet set() {
    return set;
  }

  /** Goes over to another set, keeping the states of the signals that are in both. */
  void changeSet(SignalSet next) {
    @Nullable SignalState[] kept = new SignalState[next.size()];
    for (int i = 0; i < kept.length; i++) {
      int place = set.place(next.keys().get(i));
      kept[i] = place < 0 ? null : states[place];
    }
    set = next;
    states = kept;
  }

  @Nullable SignalState stateAt(int place) {
    return states[place];
  }

  void putState(int place, SignalState state) {
    states[place] = state;
  }

  /** What was said last of each attribute, by name. */
  Map<String, Known> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  /** Puts what was said of an attribute; the value of before, where it was another one, is gone. */
  void know(String name, Known known) {
    Known before = attributes.put(name, known);
    lastSaid = known.at().isAfter(lastSaid) ? known.at() : lastSaid;
    if (before == null || !before.value().equals(known.value())) {
      subject = null;
      told = false;
    }
  }

  /** Whether those who listen to commits know its attributes as they are here. */
  boolean isTold() {
    return told;
  }

  void told() {
    told = true;
  }
}
