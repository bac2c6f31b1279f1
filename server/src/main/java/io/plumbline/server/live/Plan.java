package io.plumbline.server.live;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.SharedSignals;
import io.plumbline.core.engine.SignalKey;
import io.plumbline.core.engine.SignalNode;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.store.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to be done with one kind of subject while the active models stay as they are: the
 * versions to score by and the signals to fold.
 */
final class Plan {
  private final FoldedSubjects codec;
  private final List<ActiveVersion> versions;
  private final SharedSignals signals;
  private final SignalSet set;
  private final Map<Integer, SignalSet> alignments = new HashMap<>();

  private Plan(
      Transaction tx,
      FoldedSubjects codec,
      List<ActiveVersion> versions,
      List<CompiledModel> kept) {
    this.codec = codec;
    this.versions = versions;
    List<CompiledModel> models = new ArrayList<>();
    versions.forEach(version -> models.add(version.compiled()));
    models.addAll(kept);
    signals = SharedSignals.of(models);
    set = codec.set(tx, signals.signals().stream().map(SignalNode::key).toList());
  }

  static Plan of(Transaction tx, FoldedSubjects codec, ActiveModels models, SubjectKind kind) {
    return new Plan(
        tx,
        codec,
        models.current().stream()
            .filter(version -> version.compiled().model().subject() == kind)
            .toList(),
        models.keptFolded().stream().filter(model -> model.model().subject() == kind).toList());
  }

  List<ActiveVersion> versions() {
    return versions;
  }

  /** The versions of each model, in the order in which their scores are effective. */
  Map<String, List<ActiveVersion>> effective() {
    Map<String, List<ActiveVersion>> byModel = new LinkedHashMap<>();
    for (ActiveVersion.Role role : List.of(ActiveVersion.Role.PILOT, ActiveVersion.Role.LIVE)) {
      for (ActiveVersion version : versions) {
        if (version.role() == role) {
          byModel.computeIfAbsent(version.model(), m -> new ArrayList<>()).add(version);
        }
      }
    }
    return byModel;
  }

  SharedSignals signals() {
    return signals;
  }

  /** All signals that are folded. */
  SignalSet set() {
    return set;
  }

  /** Drops the signals of a subject that nobody folds any more, so that no state goes stale. */
  void align(Transaction tx, FoldedSubject folded) {
    if (folded.set() == set) {
      return;
    }
    SignalSet before = folded.set();
    folded.changeSet(alignments.computeIfAbsent(before.number(), n -> common(tx, before)));
  }

  private SignalSet common(Transaction tx, SignalSet before) {
    Set<SignalKey> theirs = Set.copyOf(before.keys());
    if (theirs.containsAll(set.keys())) {
      return set;
    }
    return codec.set(tx, set.keys().stream().filter(theirs::contains).collect(Collectors.toList()));
  }
}
