package io.plumbline.store.open;

import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import io.plumbline.store.jdbc.CopyPlace;
import io.plumbline.store.jdbc.JdbcStore;
import io.plumbline.store.jdbc.StoreCopy;
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

  /**
   * Copies everything of a store, which may be served meanwhile, to a place where none is yet.
   *
   * @throws StoreException where that cannot be; nothing is left of the copy then
   */
  public static StoreCopy.Copied copy(
      StoreAddress from, StoreAddress to, StoreCopy.Progress progress) {
    return StoreCopy.make(place(from), place(to), progress);
  }

  private static CopyPlace place(StoreAddress address) {
    if (address instanceof StoreAddress.Sqlite sqlite) {
      return CopyPlace.sqlite(sqlite.file());
    }
    if (address instanceof StoreAddress.Postgres postgres) {
      return CopyPlace.postgres(postgres.url(), postgres.user(), postgres.password());
    }
    throw new StoreException(
        StoreException.Code.UNUSABLE,
        "a store in memory is gone with its process; expected a file or a database to copy");
  }
}
