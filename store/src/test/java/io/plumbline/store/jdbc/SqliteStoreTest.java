package io.plumbline.store.jdbc;

import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.contract.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest implements StoreContract {
  @TempDir private Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = JdbcStore.sqlite(folder.resolve("plumbline.db"), StoreMode.SERVER);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public Store store() {
    return store;
  }
}
