package io.plumbline.store;

import java.util.List;
import java.util.Optional;

/** The endpoints that messages are sent to. */
public interface Webhooks {
  /** A number that changes with every change of an endpoint or an alert rule; cheap to ask. */
  long revision();

  /** Adds an endpoint and gives it as stored. */
  Endpoint add(Endpoint endpoint);

  /** Puts an endpoint in the place of the one with its key. */
  void update(Endpoint endpoint);

  /** Removes an endpoint; its deliveries go with {@link Outbox#removeEndpoint}. */
  void remove(long key);

  Optional<Endpoint> get(long key);

  /** All of them, by key. */
  List<Endpoint> list();
}
