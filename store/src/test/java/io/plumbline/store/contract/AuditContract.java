package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.AuditEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

interface AuditContract extends OnStore {
  @Test
  default void list_entries_theLatestFirstInPages() {
    written(
        tx -> {
          tx.audit().add(new AuditEntry(0, NOON, "user:ann", "model.publish", "b2b 3", "{}"));
          tx.audit().add(new AuditEntry(0, NOON, "key:crm", "webhook.create", "w1", ""));
        });

    List<AuditEntry> first = store().read(tx -> tx.audit().list(Optional.empty(), 1));
    assertThat(first).extracting(AuditEntry::actor).containsExactly("key:crm");
    assertThat(
            store()
                .<List<AuditEntry>>read(tx -> tx.audit().list(Optional.of(first.get(0).key()), 9)))
        .containsExactly(new AuditEntry(1, NOON, "user:ann", "model.publish", "b2b 3", "{}"));
  }
}
