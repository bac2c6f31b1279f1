package io.plumbline.server.live;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.SignalKey;
import io.plumbline.core.engine.SignalState;
import io.plumbline.store.Transaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts states of signals that a subject was not folded for into its folded facts, in the form that
 * live traffic goes on with. Used on the write lane, within one transaction.
 */
public final class FurtherFolding {
  private final Transaction tx;
  private final FoldedSubjects codec;
  private final Set<SignalKey> further = new HashSet<>();
  private final Map<SignalSet, SignalSet> targets = new HashMap<>();
  private final Plan plan;

  /**
   * Begins in a transaction.
   *
   * @param model all of whose signals are known of the subjects that come
   */
  public FurtherFolding(
      Transaction tx, FoldedSubjects codec, ActiveModels models, CompiledModel model) {
    this.tx = tx;
    this.codec = codec;
    model.signals().forEach(signal -> further.add(signal.key()));
    plan = Plan.of(tx, codec, models, model.model().subject());
  }

  /**
   * The state of a subject, for the store.
   *
   * @param states of the model's signals that have events
   */
  public byte[] state(FoldedSubject folded, Map<SignalKey, SignalState> states) {
    SignalSet before = folded.set();
    SignalSet target = targets.computeIfAbsent(before, this::target);
    folded.changeSet(target);
    for (int place = 0; place < target.size(); place++) {
      SignalKey key = target.keys().get(place);
      SignalState state = states.get(key);
      if (state != null && before.place(key) < 0) {
        folded.putState(place, state);
      }
    }
    return codec.encode(folded);
  }

  private SignalSet target(SignalSet before) {
    List<SignalKey> known =
        plan.set().keys().stream()
            .filter(key -> before.place(key) >= 0 || further.contains(key))
            .toList();
    return known.equals(plan.set().keys()) ? plan.set() : codec.set(tx, known);
  }
}
