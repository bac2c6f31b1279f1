package io.plumbline.store.open;

import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import io.plumbline.store.jdbc.JdbcStore;
import io.plumbline.store.memory.MemoryStore;

/** Opens stores. */
public final class Stores {
  private Stores() {}

  /**
   * The store at an address, brought to the schema that this program knows.
   *
   * @throws StoreException where it cannot be used: the code says why, the message where
   */
  public static Store open(StoreAddress address, StoreMode mode) {
    if (address instanceof StoreAddress.Sqlite sqlite) {
      return JdbcStore.sqlite(sqlite.file(), mode);
    }
    if (address instanceof StoreAddress.Postgres postgres) {
      return JdbcStore.postgres(postgres.url(), postgres.user(), postgres.password(), mode);
    }
    return new MemoryStore();
  }
}
