package io.plumbline.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An address that messages are sent to.
 *
 * @param key 0 until it is stored; never given again
 * @param types the types of messages it wants; never empty
 * @param models only messages of these models; empty for all
 * @param reason why it is disabled, for people; empty while it is enabled
 * @param privateAllowed whether its name may lead to an address of a private network
 * @param secrets what its messages are signed with, the latest first
 */
public record Endpoint(
    long key,
    String url,
    Set<String> types,
    Set<String> models,
    boolean enabled,
    String reason,
    boolean privateAllowed,
    List<Secret> secrets,
    Instant created) {
  public Endpoint {
    types = Set.copyOf(types);
    models = Set.copyOf(models);
    secrets = List.copyOf(secrets);
  }

  /**
   * A secret that messages are signed with.
   *
   * @param sealed the secret as encrypted by whoever may read it: a copy of the store alone does
   *     not give it away
   * @param ends from when on it signs no more; empty for the one in force
   */
  public record Secret(String sealed, Instant created, Optional<Instant> ends) {}

  /** The endpoint under its key. */
  public Endpoint stored(long newKey) {
    return new Endpoint(
        newKey, url, types, models, enabled, reason, privateAllowed, secrets, created);
  }

  /** The same endpoint, which gets no messages until somebody enables it. */
  public Endpoint disabled(String why) {
    return new Endpoint(key, url, types, models, false, why, privateAllowed, secrets, created);
  }

  /** The same endpoint, which gets messages. */
  public Endpoint enabledAgain() {
    return new Endpoint(key, url, types, models, true, "", privateAllowed, secrets, created);
  }

  /** The same endpoint with other secrets. */
  public Endpoint withSecrets(List<Secret> other) {
    return new Endpoint(key, url, types, models, enabled, reason, privateAllowed, other, created);
  }
}
