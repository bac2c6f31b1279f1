package io.plumbline.server.webhook;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.model.ModelReader;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The versions of models that changes name. Thread-safe. */
final class KnownVersions {
  private static final int MOST_KEPT = 64;

  private final ActiveModels active;
  private final Map<Long, Known> past = new ConcurrentHashMap<>();

  KnownVersions(ActiveModels active) {
    this.active = active;
  }

  /** What messages say of a version. */
  record Known(long key, String model, int number, ScoringModel scoring) {}

  /** The version of a key: one that is active, or one of the store. */
  Optional<Known> find(Transaction tx, long key) {
    for (ActiveVersion version : active.current()) {
      if (version.key() == key) {
        return Optional.of(known(version));
      }
    }
    Known kept = past.get(key);
    return kept != null ? Optional.of(kept) : tx.models().get(key).flatMap(this::read);
  }

  /** The versions whose scores count for a model now: pilots before the live one. */
  List<Known> effective(Transaction tx, String model) {
    return active.effective(tx).stream()
        .filter(version -> version.model().equals(model))
        .sorted((a, b) -> b.role().compareTo(a.role()))
        .map(KnownVersions::known)
        .toList();
  }

  /** What is expected instead of the id of a model that is not on this server; empty if it is. */
  Optional<String> expectedInsteadOf(Transaction tx, String model) {
    List<String> models = tx.models().ids();
    boolean isKnown = models.contains(model) || !effective(tx, model).isEmpty();
    String known = models.isEmpty() ? "none yet" : String.join(", ", models);
    return isKnown
        ? Optional.empty()
        : Optional.of("expected the id of a model on this server: " + known + ".");
  }

  private static Known known(ActiveVersion version) {
    ScoringModel scoring = version.compiled().model();
    return new Known(version.key(), version.model(), version.number(), scoring);
  }

  private Optional<Known> read(ModelVersion version) {
    byte[] source = version.source().getBytes(StandardCharsets.UTF_8);
    Optional<Known> known =
        ModelReader.read(version.model(), source)
            .model()
            .map(it -> new Known(version.key(), version.model(), version.number(), it));
    if (past.size() >= MOST_KEPT) {
      past.clear();
    }
    known.ifPresent(it -> past.put(it.key(), it));
    return known;
  }
}
