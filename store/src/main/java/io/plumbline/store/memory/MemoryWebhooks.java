package io.plumbline.store.memory;

import io.plumbline.store.Endpoint;
import io.plumbline.store.Webhooks;
import java.util.List;
import java.util.Optional;

final class MemoryWebhooks implements Webhooks {
  /** Counts the changes of endpoints and alert rules. */
  static final String REVISION = "webhook_revision";

  private final Journal journal;
  private final Rows<Long, Endpoint> endpoints;

  MemoryWebhooks(Journal journal) {
    this.journal = journal;
    endpoints = new Rows<>(journal);
  }

  @Override
  public long revision() {
    return journal.last(REVISION);
  }

  @Override
  public Endpoint add(Endpoint endpoint) {
    Endpoint stored = endpoint.stored(journal.next("webhook"));
    update(stored);
    return stored;
  }

  @Override
  public void update(Endpoint endpoint) {
    journal.next(REVISION);
    endpoints.put(endpoint.key(), endpoint);
  }

  @Override
  public void remove(long key) {
    journal.next(REVISION);
    endpoints.remove(key);
  }

  @Override
  public Optional<Endpoint> get(long key) {
    return endpoints.get(key);
  }

  @Override
  public List<Endpoint> list() {
    return List.copyOf(endpoints.all().values());
  }
}
