package io.plumbline.server.publish;

import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The versions that score now. Anybody may read the list at any time; it is replaced as a whole, on
 * the write lane only.
 */
public final class ActiveVersions implements ActiveModels {
  private volatile List<ActiveVersion> current;

  private ActiveVersions(List<ActiveVersion> current) {
    this.current = List.copyOf(current);
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
    return new ActiveVersions(active);
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
    return current;
  }

  /** The version of a model in a role that it has once at most. */
  Optional<ActiveVersion> of(String model, Role role) {
    return current.stream().filter(it -> it.model().equals(model) && it.role() == role).findFirst();
  }

  /** Takes versions off the list and puts one on it. Only on the write lane. */
  void replace(Set<Long> off, List<ActiveVersion> on) {
    List<ActiveVersion> next = new ArrayList<>();
    current.stream().filter(it -> !off.contains(it.key())).forEach(next::add);
    next.addAll(on);
    next.sort(Comparator.comparing(ActiveVersion::role));
    current = List.copyOf(next);
  }
}
