package io.plumbline.core.engine;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.NormalText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The distinct signals of several models: what an event is folded into so that all of them can be
 * judged, each signal once however many models share it. Immutable and thread-safe.
 */
public final class SharedSignals {
  private final Map<SignalKey, SignalNode> byKey = new LinkedHashMap<>();
  private final List<Owned> owned = new ArrayList<>();

  /** The signals that are read by one model's calendar and numbering of properties. */
  private record Owned(CompiledModel model, List<SignalNode> signals) {}

  private SharedSignals(List<CompiledModel> models, Predicate<SignalKey> wanted) {
    for (CompiledModel model : models) {
      List<SignalNode> fresh = new ArrayList<>();
      for (SignalNode signal : model.signals()) {
        if (wanted.test(signal.key()) && byKey.putIfAbsent(signal.key(), signal) == null) {
          fresh.add(signal);
        }
      }
      if (!fresh.isEmpty()) {
        owned.add(new Owned(model, List.copyOf(fresh)));
      }
    }
  }

  public static SharedSignals of(List<CompiledModel> models) {
    return new SharedSignals(models, signal -> true);
  }

  /** Some signals of one model. */
  public static SharedSignals of(CompiledModel model, Set<SignalKey> only) {
    return new SharedSignals(List.of(model), only::contains);
  }

  /** The signals, each once, in the order first met. */
  public List<SignalNode> signals() {
    return List.copyOf(byKey.values());
  }

  public Optional<SignalNode> signal(SignalKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /**
   * Folds one distinct event into each signal that it counts for.
   *
   * @param states the state that takes it; empty where a signal is not to be folded
   */
  public void fold(Event event, Function<SignalNode, Optional<SignalState>> states) {
    String type = NormalText.of(event.type());
    for (Owned one : owned) {
      @Nullable Operand[] properties = null;
      int day = one.model.zone().day(event.at());
      for (SignalNode signal : one.signals) {
        if (signal.hasType(type)) {
          properties = properties == null ? one.model.propertiesOf(event) : properties;
          if (signal.matches(properties, day)) {
            Optional<SignalState> state = states.apply(signal);
            if (state.isPresent()) {
              state.get().fold(day, event.at(), event.id(), signal.number(properties));
            }
          }
        }
      }
    }
  }

  /** The states of one subject's events, all of them folded, of signals that have any. */
  public Map<SignalKey, SignalState> fold(Iterable<Event> distinctEvents) {
    Map<SignalKey, SignalState> states = new HashMap<>();
    for (Event event : distinctEvents) {
      fold(
          event,
          signal ->
              Optional.of(states.computeIfAbsent(signal.key(), k -> new SignalState(signal))));
    }
    return states;
  }
}
