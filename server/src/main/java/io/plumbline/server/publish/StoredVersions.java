package io.plumbline.server.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plumbline.core.engine.CompiledModel;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.Versions;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The versions in a store, the ones asked for lately ready to judge. Thread-safe. */
public final class StoredVersions implements Versions {
  private static final int REMEMBERED = 64;
  private static final Set<Status> LASTING = Set.of(Status.LIVE, Status.PILOT, Status.PAST);

  private final Store store;
  private final ActiveModels active;
  private final Cache<Long, CompiledModel> compiled =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private volatile Keys keys = new Keys(List.of(), new ConcurrentHashMap<>());

  public StoredVersions(Store store, ActiveModels active) {
    this.store = store;
    this.active = active;
  }

  @Override
  public Optional<CompiledModel> compiled(long version) {
    Optional<CompiledModel> known = Optional.ofNullable(compiled.getIfPresent(version));
    if (known.isPresent()) {
      return known;
    }
    Optional<ModelVersion> stored = store.read(tx -> tx.models().get(version));
    Optional<CompiledModel> fresh =
        stored.map(it -> ReadVersion.of(it.source(), it.appliesTo()).compiled());
    // A draft, and a shadow that may become one again, can still change under its key.
    if (stored.filter(it -> LASTING.contains(it.status())).isPresent()) {
      compiled.put(version, fresh.orElseThrow());
    }
    return fresh;
  }

  @Override
  public Optional<ActiveVersion.Slice> pilotSlice(long version) {
    return store
        .<Optional<ModelVersion>>read(tx -> tx.models().get(version))
        .filter(it -> it.pilot().isPresent())
        .map(it -> ReadVersion.active(it, ActiveVersion.Role.PILOT).slice());
  }

  /** Asked for with every reading of a history, so it goes to the store only after a switch. */
  @Override
  public List<Long> of(String model) {
    List<ActiveVersion> now = active.current();
    Keys known = keys;
    if (!known.asOf().equals(now)) {
      known = new Keys(now, new ConcurrentHashMap<>());
      keys = known;
    }
    List<Long> remembered = known.byModel().getOrDefault(model, List.of());
    if (!remembered.isEmpty()) {
      return remembered;
    }
    List<Long> found = store.read(tx -> tx.models().keys(model));
    if (!found.isEmpty() && found.containsAll(keys(now, model))) {
      known.byModel().put(model, found);
    }
    return found;
  }

  /** Those that a picture of the store must have to be no older than these versions. */
  private static List<Long> keys(List<ActiveVersion> versions, String model) {
    return versions.stream()
        .filter(version -> version.model().equals(model))
        .map(ActiveVersion::key)
        .toList();
  }

  /** The keys of models while the versions that score stay as they are. */
  private record Keys(List<ActiveVersion> asOf, Map<String, List<Long>> byModel) {}
}
