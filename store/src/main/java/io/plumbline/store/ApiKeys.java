package io.plumbline.store;

import java.util.List;
import java.util.Optional;

/** The keys by which programs are known. */
public interface ApiKeys {
  Optional<ApiKey> get(long key);

  Optional<ApiKey> byHash(String hash);

  /** All of them, those that work no more as well, by key. */
  List<ApiKey> list();

  /** Stores a new key and gives its number. */
  long add(ApiKey apiKey);

  /** Puts a key in the place of the one with the same number. */
  void update(ApiKey apiKey);
}
