package io.plumbline.server.collect;

import io.plumbline.server.live.Received;
import io.plumbline.store.Reject;
import java.util.List;

/**
 * The calls of a body: those that can be taken, and those that cannot.
 *
 * @param calls which the messages were read from, in their order
 */
record Sorted(List<Received> messages, List<Draft> calls, List<Reject> rejects) {
  boolean isEmpty() {
    return messages.isEmpty() && rejects.isEmpty();
  }
}
