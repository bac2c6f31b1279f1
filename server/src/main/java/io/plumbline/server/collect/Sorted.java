package io.plumbline.server.collect;

import io.plumbline.server.live.Received;
import io.plumbline.store.Reject;
import java.util.List;

/** The calls of a body: those that can be taken, and those that cannot. */
record Sorted(List<Received> messages, List<Reject> rejects) {
  boolean isEmpty() {
    return messages.isEmpty() && rejects.isEmpty();
  }
}
