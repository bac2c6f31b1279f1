package io.plumbline.server.collect;

import java.util.Optional;

/**
 * The write keys that are good now; one that was replaced stays good for its days of grace. Asked
 * for each request, so it answers from memory.
 */
public interface WriteKeys {
  /**
   * What a key gives leave to; empty for one that is unknown, or no longer good.
   *
   * @throws io.plumbline.store.StoreException where nobody can say now
   */
  Optional<WriteKey> find(String key);
}
