package io.plumbline.server.publish;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The versions that score now. Anybody may read the list at any time; it is replaced as a whole, on
 * the write lane only.
 */
public final class ActiveVersions implements ActiveModels {
  private static final Comparator<ActiveVersion> ORDER =
      Comparator.comparing(ActiveVersion::role)
          .thenComparing(ActiveVersion::model)
          .thenComparing(ActiveVersion::number);

  /** How many versions that left are kept for readers who began before. */
  private static final int LEFT = 4;

  private volatile State state;

  /**
   * What changes at once.
   *
   * @param left effective versions that are so no more, the latest first
   */
  private record State(
      List<ActiveVersion> current, Map<String, CompiledModel> kept, List<ActiveVersion> left) {
    State {
      current = current.stream().sorted(ORDER).toList();
      kept = Map.copyOf(kept);
      left = left.stream().limit(LEFT).toList();
    }
  }

  private ActiveVersions(State state) {
    this.state = state;
  }

  /** The versions that a store says are live, pilots or shadows. */
  public static ActiveVersions of(Store store) {
    List<ModelVersion> stored =
        store.read(tx -> tx.models().withStatus(Set.of(Status.LIVE, Status.PILOT, Status.SHADOW)));
    List<ActiveVersion> active = new ArrayList<>();
    for (ModelVersion version : stored) {
      active.add(ReadVersion.active(version, roleOf(version.status())));
    }
    ActiveVersions versions = new ActiveVersions(new State(active, Map.of(), List.of()));
    Map<String, CompiledModel> kept = new HashMap<>();
    SwitchPlans plans = new SwitchPlans(store, versions);
    for (ModelVersion version : stored) {
      if (version.status() == Status.LIVE) {
        plans.previous(version.model()).ifPresent(it -> kept.put(it.model(), compiled(it)));
      }
    }
    versions.state = new State(active, kept, List.of());
    return versions;
  }

  private static CompiledModel compiled(ModelVersion version) {
    return ReadVersion.of(version.source(), version.appliesTo()).compiled();
  }

  private static Role roleOf(Status status) {
    return switch (status) {
      case LIVE -> Role.LIVE;
      case PILOT -> Role.PILOT;
      case SHADOW -> Role.SHADOW;
      case DRAFT, PAST, ABANDONED ->
          throw new IllegalArgumentException("a " + status + " version scores nobody");
    };
  }

  @Override
  public List<ActiveVersion> current() {
    return state.current();
  }

  @Override
  public List<ActiveVersion> effective(Transaction tx) {
    List<ActiveVersion> effective = new ArrayList<>();
    tx.models()
        .statuses(Set.of(Status.LIVE, Status.PILOT))
        .forEach((key, status) -> effective.add(as(tx, key, roleOf(status))));
    effective.sort(ORDER);
    return effective;
  }

  /** A version in the role that a picture of the store gives it. */
  private ActiveVersion as(Transaction tx, long key, Role role) {
    State now = state;
    return Stream.concat(now.current().stream(), now.left().stream())
        .filter(version -> version.key() == key)
        .findFirst()
        .map(version -> SwitchPlans.withRole(version, role))
        .orElseGet(() -> ReadVersion.active(tx.models().get(key).orElseThrow(), role));
  }

  @Override
  public List<CompiledModel> keptFolded() {
    return List.copyOf(state.kept().values());
  }

  /** The version of a model in a role that it has once at most. */
  Optional<ActiveVersion> of(String model, Role role) {
    return current().stream()
        .filter(it -> it.model().equals(model) && it.role() == role)
        .findFirst();
  }

  /**
   * Takes versions off the list and puts others on it. A live version that leaves is kept folded,
   * so that going back to it replays nothing. Only on the write lane.
   */
  void replace(Set<Long> off, List<ActiveVersion> on) {
    List<ActiveVersion> next = new ArrayList<>();
    List<ActiveVersion> left = new ArrayList<>();
    Map<String, CompiledModel> kept = new HashMap<>(state.kept());
    for (ActiveVersion version : current()) {
      if (!off.contains(version.key())) {
        next.add(version);
      } else if (version.role().isEffective()) {
        left.add(version);
      }
      if (off.contains(version.key()) && version.role() == Role.LIVE) {
        kept.put(version.model(), version.compiled());
      }
    }
    next.addAll(on);
    left.addAll(state.left());
    state = new State(next, kept, left);
  }
}
