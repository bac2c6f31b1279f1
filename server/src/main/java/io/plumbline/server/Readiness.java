package io.plumbline.server;

import java.util.Optional;

/** A part of the server that may not be ready to work yet, or not any more. */
public interface Readiness {
  /** What is amiss, in a few words without personal data; empty where it is ready. */
  Optional<String> trouble();

  /** What is still to be done while it works already, told likewise; empty where nothing is. */
  default Optional<String> delay() {
    return Optional.empty();
  }
}
