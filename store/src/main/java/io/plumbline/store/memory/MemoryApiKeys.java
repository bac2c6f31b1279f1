package io.plumbline.store.memory;

import io.plumbline.store.ApiKey;
import io.plumbline.store.ApiKeys;
import java.util.List;
import java.util.Optional;

final class MemoryApiKeys implements ApiKeys {
  private final Journal journal;
  private final Rows<Long, ApiKey> keys;
  private final Rows<String, Long> byHash;

  MemoryApiKeys(Journal journal) {
    this.journal = journal;
    keys = new Rows<>(journal);
    byHash = new Rows<>(journal);
  }

  @Override
  public Optional<ApiKey> get(long key) {
    return keys.get(key);
  }

  @Override
  public Optional<ApiKey> byHash(String hash) {
    return byHash.get(hash).flatMap(keys::get);
  }

  @Override
  public List<ApiKey> list() {
    return List.copyOf(keys.all().values());
  }

  @Override
  public long add(ApiKey apiKey) {
    if (byHash.has(apiKey.hash())) {
      throw new IllegalArgumentException("there is a key of this hash");
    }
    long key = journal.next("api_key");
    keys.put(key, apiKey.withKey(key));
    byHash.put(apiKey.hash(), key);
    return key;
  }

  @Override
  public void update(ApiKey apiKey) {
    keys.put(apiKey.key(), apiKey);
  }
}
