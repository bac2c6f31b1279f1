package io.plumbline.server.webhook;

import io.plumbline.server.Refusal;
import io.plumbline.server.webhook.GuardedResolver.ForbiddenAddress;
import io.plumbline.store.Endpoint;
import io.plumbline.store.Endpoint.Secret;
import io.plumbline.store.OutboxMessage;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What people do with endpoints; every change is audited. */
final class EndpointBook {
  static final int MOST_ENDPOINTS = 50;

  /** The longest time for which a secret that was replaced still signs. */
  static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  private static final int MOST_SECRETS = 5;
  private static final int HASTENED_AT_ONCE = 500;
  private static final int MOST_MODELS = 100;
  private static final String MODEL_ID = "[a-z0-9][a-z0-9-]{0,62}";

  private final Store store;
  private final SecretBox box;
  private final GuardedResolver.Lookup lookup;
  private final boolean privateAllowed;
  private final KnownVersions versions;

  /**
   * A book.
   *
   * @param privateAllowed whether endpoints may allow private addresses
   */
  EndpointBook(
      Store store,
      SecretBox box,
      GuardedResolver.Lookup lookup,
      boolean privateAllowed,
      KnownVersions versions) {
    this.store = store;
    this.box = box;
    this.lookup = lookup;
    this.privateAllowed = privateAllowed;
    this.versions = versions;
  }

  /** An endpoint as somebody wants it. */
  record Draft(String url, Set<String> types, Set<String> models, boolean allowPrivate) {}

  /** An endpoint with a secret that is shown this once. */
  record WithSecret(Endpoint endpoint, String secret) {}

  List<Endpoint> list() {
    return store.read(tx -> tx.webhooks().list());
  }

  Endpoint get(long key) {
    return store.read(tx -> get(tx, key));
  }

  WithSecret create(Draft draft, Change change) {
    check(draft);
    String secret = box.newSecret();
    Secret sealed = new Secret(box.seal(secret), change.at(), Optional.empty());
    return store.write(
        tx -> {
          if (tx.webhooks().list().size() >= MOST_ENDPOINTS) {
            throw new Refusal(
                Refusal.Code.CONFLICT,
                "There are " + MOST_ENDPOINTS + " webhooks, and no more are possible.");
          }
          Endpoint endpoint =
              tx.webhooks()
                  .add(
                      new Endpoint(
                          0,
                          draft.url(),
                          draft.types(),
                          draft.models(),
                          true,
                          "",
                          draft.allowPrivate(),
                          List.of(sealed),
                          change.at()));
          change.audit(tx, "webhook.create", endpoint.key(), "");
          return new WithSecret(endpoint, secret);
        });
  }

  Endpoint update(long key, Draft draft, Change change) {
    check(draft);
    return alter(
        key,
        change,
        "webhook.update",
        old ->
            new Endpoint(
                key,
                draft.url(),
                draft.types(),
                draft.models(),
                old.enabled(),
                old.reason(),
                draft.allowPrivate(),
                old.secrets(),
                old.created()));
  }

  /**
   * Sends what it has not got, that which waits for a later attempt too. All of it is made due
   * while nothing is sent: what fails again from then on waits as it must.
   */
  Endpoint enable(long key, Change change) {
    if (!get(key).enabled()) {
      int hastened;
      do {
        hastened = store.write(tx -> tx.outbox().hasten(key, change.at(), HASTENED_AT_ONCE));
      } while (hastened == HASTENED_AT_ONCE);
    }
    return alter(key, change, "webhook.enable", Endpoint::enabledAgain);
  }

  Endpoint disable(long key, Change change) {
    String why = "Disabled by " + change.actor() + ".";
    return alter(key, change, "webhook.disable", endpoint -> endpoint.disabled(why));
  }

  /** Its deliveries go later, by and by. */
  void remove(long key, Change change) {
    store.write(
        tx -> {
          get(tx, key);
          tx.webhooks().remove(key);
          change.audit(tx, "webhook.delete", key, "");
          return true;
        });
  }

  /** A new secret; those before it sign too for a while, so that receivers can change over. */
  WithSecret rotate(long key, Duration overlap, Change change) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "overlap_seconds is "
              + overlap.toSeconds()
              + "; expected 0 to "
              + LONGEST_OVERLAP.toSeconds()
              + ".");
    }
    String secret = box.newSecret();
    Secret sealed = new Secret(box.seal(secret), change.at(), Optional.empty());
    Endpoint endpoint =
        alter(
            key,
            change,
            "webhook.rotate",
            old -> old.withSecrets(rotated(old.secrets(), sealed, change.at(), overlap)));
    return new WithSecret(endpoint, secret);
  }

  private static List<Secret> rotated(
      List<Secret> old, Secret fresh, Instant now, Duration overlap) {
    Instant end = now.plus(overlap);
    List<Secret> secrets = new ArrayList<>(List.of(fresh));
    old.stream()
        .map(
            it ->
                it.ends().isEmpty() ? new Secret(it.sealed(), it.created(), Optional.of(end)) : it)
        .filter(it -> it.ends().filter(now::isBefore).isPresent())
        .limit(MOST_SECRETS - 1L)
        .forEach(secrets::add);
    return secrets;
  }

  /** Sends a message without news to an endpoint, at once and only once. */
  Attempts.Made test(long key, Attempts attempts, OutboxMessage ping, Change change) {
    Endpoint endpoint =
        store.write(
            tx -> {
              Endpoint found = get(tx, key);
              change.audit(tx, "webhook.test", key, "");
              return found;
            });
    return attempts.make(endpoint, ping);
  }

  private Endpoint alter(
      long key, Change change, String action, UnaryOperator<Endpoint> alteration) {
    return store.write(
        tx -> {
          Endpoint altered = alteration.apply(get(tx, key));
          tx.webhooks().update(altered);
          change.audit(tx, action, key, "");
          return altered;
        });
  }

  static Endpoint get(Transaction tx, long key) {
    return tx.webhooks()
        .get(key)
        .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND, "There is no webhook " + key + "."));
  }

  private void check(Draft draft) {
    URI url = EndpointUrl.read(draft.url());
    if (draft.types().isEmpty()) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "events is empty; expected some of " + MessageType.subscribable() + ".");
    }
    for (String type : new TreeSet<>(draft.types())) {
      if (!MessageType.subscribable().contains(type)) {
        throw new Refusal(
            Refusal.Code.UNPROCESSABLE,
            "events has \"" + type + "\"; expected some of " + MessageType.subscribable() + ".");
      }
    }
    if (draft.models().size() > MOST_MODELS
        || !draft.models().stream().allMatch(model -> model.matches(MODEL_ID))) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "models must be the ids of at most " + MOST_MODELS + " models.");
    }
    store.read(
        tx -> {
          new TreeSet<>(draft.models()).forEach(model -> checkModel(tx, model));
          return true;
        });
    if (draft.allowPrivate() && !privateAllowed) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "allow_private is true, but this server does not allow calls to private addresses; the"
              + " setting webhooks.private_addresses does.");
    }
    checkAddress(url, draft.allowPrivate());
  }

  private void checkModel(Transaction tx, String model) {
    Optional<String> expected = versions.expectedInsteadOf(tx, model);
    if (expected.isPresent()) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "models has \"%s\"; %s Without models a webhook hears of all, those to come too."
              .formatted(model, expected.get()));
    }
  }

  /** Tells at once what every call would be refused for; who is called is checked each time. */
  private void checkAddress(URI url, boolean allowPrivate) {
    try {
      new GuardedResolver(lookup, allowPrivate).resolve(HttpTransport.host(url));
    } catch (ForbiddenAddress forbidden) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "The url cannot be used: " + String.valueOf(forbidden.getMessage()) + ".");
    } catch (UnknownHostException unknown) {
      // It may come to be known; until then, its deliveries say why they wait.
    }
  }
}
