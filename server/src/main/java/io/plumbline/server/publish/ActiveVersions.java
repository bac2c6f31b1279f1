package io.plumbline.server.publish;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The versions that score now. Anybody may read the list at any time; it is replaced as a whole, on
 * the write lane only.
 */
public final class ActiveVersions implements ActiveModels {
  private volatile State state;

  /** What changes at once. */
  private record State(List<ActiveVersion> current, Map<String, CompiledModel> kept) {
    State {
      current = List.copyOf(current);
      kept = Map.copyOf(kept);
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
    active.sort(Comparator.comparing(ActiveVersion::role));
    ActiveVersions versions = new ActiveVersions(new State(active, Map.of()));
    Map<String, CompiledModel> kept = new HashMap<>();
    SwitchPlans plans = new SwitchPlans(store, versions);
    for (ModelVersion version : stored) {
      if (version.status() == Status.LIVE) {
        plans.previous(version).ifPresent(it -> kept.put(it.model(), compiled(it)));
      }
    }
    versions.state = new State(active, kept);
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
    Map<String, CompiledModel> kept = new HashMap<>(state.kept());
    for (ActiveVersion version : current()) {
      if (!off.contains(version.key())) {
        next.add(version);
      } else if (version.role() == Role.LIVE) {
        kept.put(version.model(), version.compiled());
      }
    }
    next.addAll(on);
    next.sort(Comparator.comparing(ActiveVersion::role));
    state = new State(next, kept);
  }
}
