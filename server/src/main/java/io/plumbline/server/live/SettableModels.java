package io.plumbline.server.live;

import java.util.List;

/** Active models that are set by whoever publishes, on the {@link WriteLane} alone. Thread-safe. */
public final class SettableModels implements ActiveModels {
  private volatile List<ActiveVersion> versions;

  public SettableModels(List<ActiveVersion> versions) {
    this.versions = List.copyOf(versions);
  }

  @Override
  public List<ActiveVersion> current() {
    return versions;
  }

  /** Puts other versions in the place of all; call it in a job of the lane. */
  public void set(List<ActiveVersion> next) {
    versions = List.copyOf(next);
  }
}
