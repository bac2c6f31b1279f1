package io.plumbline.bench;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Value;
import io.plumbline.store.AttributeFact;
import io.plumbline.store.EventFact;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.Transaction;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the population of the 24 rules into a store of a server that does not run, as facts only:
 * scores come when a model is published.
 */
public final class StoreFiller {
  private static final int LEADS_AT_ONCE = 5_000;
  private static final String SOURCE = "bench";

  private final People people;
  private final Instant now;

  private StoreFiller(People people, Instant now) {
    this.people = people;
    this.now = now;
  }

  /** Makes the store of a server in its folder; the latest events end at an instant. */
  public static void fill(Path data, int leads, Instant now) {
    StoreAddress address = new StoreAddress.Sqlite(data.resolve("plumbline.db"));
    try (Store store = Stores.open(address, StoreMode.SERVER)) {
      fill(store, leads, now);
    }
  }

  private static void fill(Store store, int leads, Instant now) {
    StoreFiller filler = new StoreFiller(new People(leads, 42), now);
    for (int from = 0; from < leads; from += LEADS_AT_ONCE) {
      int first = from;
      int to = Math.min(leads, from + LEADS_AT_ONCE);
      store.write(
          tx -> {
            filler.add(tx, first, to);
            return to;
          });
    }
  }

  /** Arguments: the folder of a server's data, number of leads. */
  public static void main(String[] args) {
    fill(Path.of(args[0]), Integer.parseInt(args[1]), Instant.now());
  }

  private void add(Transaction tx, int from, int to) {
    List<Identifier> names = new ArrayList<>();
    for (int i = from; i < to; i++) {
      names.add(name(i));
    }
    Map<Identifier, Profile> profiles = tx.profiles().create(names, now);
    List<EventFact> events = new ArrayList<>();
    List<AttributeFact> attributes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Profile profile = profiles.get(name(i));
      if (profile == null) {
        throw new IllegalStateException("no profile for " + name(i));
      }
      attributes(i, profile.key(), attributes);
      events(i, profile.key(), events);
    }
    tx.facts().appendAttributes(attributes);
    tx.facts().appendEvents(events);
    // Nobody has folded them yet.
    tx.backlog().add(profiles.values().stream().map(Profile::key).toList());
  }

  private static Identifier name(int lead) {
    return Identifier.user(String.format("lead-%07d", lead));
  }

  private void attributes(int i, long profile, List<AttributeFact> all) {
    Instant at = now.minusSeconds(People.DAY * 400L);
    Map<String, Value> values =
        Map.of(
            "seniority", number(people.seniority[i]),
            "jobfn", number(people.function[i]),
            "industry", number(people.industry[i]),
            "country", number(people.country[i]),
            "source", number(people.source[i]),
            "employees", number(people.employees[i]),
            "revenue", number(people.revenue[i]),
            "freemail", new Value.Bool(people.freemail[i]),
            "competitor", new Value.Bool(people.competitor[i]),
            "phone", new Value.Bool(people.phone[i]));
    values.forEach(
        (name, value) -> all.add(new AttributeFact(profile, name, Optional.of(value), at, now)));
  }

  private static Value number(long number) {
    return new Value.Decimal(BigDecimal.valueOf(number));
  }

  private void events(int i, long profile, List<EventFact> all) {
    long shift = now.getEpochSecond() - People.NOW;
    for (int j = people.starts[i]; j < people.starts[i + 1]; j++) {
      Instant at = Instant.ofEpochSecond(people.times[j] + shift);
      Event event = new Event("e" + j, People.TYPES[people.types[j]], at, Map.of());
      all.add(new EventFact(profile, event, now, Optional.empty(), SOURCE));
    }
  }
}
