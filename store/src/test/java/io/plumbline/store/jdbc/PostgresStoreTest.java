package io.plumbline.store.jdbc;

import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.contract.StoreContract;
import io.plumbline.store.contract.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class PostgresStoreTest implements StoreContract {
  private Store store;

  @BeforeEach
  void open() {
    store =
        JdbcStore.postgres(
            TestPostgres.newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD, StoreMode.SERVER);
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
