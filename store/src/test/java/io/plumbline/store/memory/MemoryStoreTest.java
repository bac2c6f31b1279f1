package io.plumbline.store.memory;

import io.plumbline.store.Store;
import io.plumbline.store.contract.StoreContract;

final class MemoryStoreTest implements StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  public Store store() {
    return store;
  }
}
