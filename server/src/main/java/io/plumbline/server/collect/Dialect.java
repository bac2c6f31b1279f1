package io.plumbline.server.collect;

import io.plumbline.server.live.Received;
import java.util.Optional;

/** How a family of clients writes what happened. */
interface Dialect {
  /**
   * The message that a call means; empty where it has nothing to say to us.
   *
   * @param outer what stands around the call, or the call itself
   * @throws Unacceptable where it is no call that makes sense
   */
  Optional<Received> message(Draft call, Draft outer, Reception reception);
}
