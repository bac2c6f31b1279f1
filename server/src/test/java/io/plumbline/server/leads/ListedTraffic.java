package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Value;
import io.plumbline.core.oracle.Dice;
import io.plumbline.core.score.Score;
import io.plumbline.server.Refusal;
import io.plumbline.server.leads.ListFilter.OfAttribute;
import io.plumbline.server.leads.ValueTest.Operator;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.server.live.ActiveVersion.Slice;
import io.plumbline.server.live.Live;
import io.plumbline.server.live.LiveSettings;
import io.plumbline.server.live.Received;
import io.plumbline.server.live.SettableModels;
import io.plumbline.server.live.SubjectFacts;
import io.plumbline.store.Identifier;
import io.plumbline.store.Merge;
import io.plumbline.store.Profile;
import io.plumbline.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Random traffic over a lane with lists that hear of it, while a reader asks for columns that have
 * to be filled, and what must hold of the lists whenever the lane has settled.
 */
final class ListedTraffic implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");
  private static final List<String> NAMES =
      List.of("country", "email", "plan", "a1", "a2", "a3", "a4");
  private static final List<String> VALUES = List.of("RO", "DE", "x", "7");
  private static final long ALL = 1_000;

  /** So little is remembered that subjects are read from the store again and again. */
  private static final LiveSettings FORGETFUL =
      new LiveSettings(1_000, 1L << 20, 100, 6_000, 3, Duration.ofMillis(5), Duration.ZERO, ALL);

  private final Dice dice;
  private final SlowReads store;
  private final SettableModels models;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Instant now = START;
  private Live live;
  private volatile LeadIndex index;
  private final Thread reader;
  private long versions;
  private int messages;

  ListedTraffic(long seed, SlowReads store) {
    dice = new Dice(seed);
    this.store = store;
    models = new SettableModels(List.of(version("country", Role.LIVE)));
    begin();
    reader = new Thread(() -> read(new Dice(seed + 1)), "reader");
    reader.start();
  }

  private void begin() {
    live = new Live(store, models, () -> now, FORGETFUL, new SimpleMeterRegistry());
    LeadIndex fresh = new LeadIndex(new IndexFeed(store, live.folded()));
    fresh.load(models.current());
    live.hearCommits(fresh);
    index = fresh;
    live.start();
  }

  private ActiveVersion version(String attribute, Role role) {
    long key = ++versions;
    String yaml =
        """
        plumbline: 1
        model: tiny
        scores:
          fit:
            groups:
              all:
                rules:
                  - {id: known, if: {ATTRIBUTE: {exists: true}}, points: KEY}
                  - {id: seen, event: KIND, points: 1}
        total: {sum: [fit]}
        """
            .replace("ATTRIBUTE", attribute)
            .replace("KEY", Long.toString(key))
            .replace("KIND", key % 2 == 0 ? "click" : "visit");
    return new ActiveVersion(key, "tiny", (int) key, role, Crowd.model(yaml), Slice.EVERYBODY);
  }

  /** Asks for columns beside the traffic, so that they are filled while it goes on. */
  private void read(Dice own) {
    while (!ended.get()) {
      page(own.chance(20), List.of(), own.some(1, 3, () -> own.of(NAMES)));
    }
  }

  private List<ListedSubject> page(
      boolean account, List<ListFilter> filters, List<String> attributes) {
    LeadIndex lists = index;
    ListQuery query = new ListQuery(Optional.empty(), filters, List.of(), "");
    ListView view = lists.view(account, Optional.empty());
    return lists.page(view, query, attributes, (int) ALL, Optional.empty()).items();
  }

  void step() {
    int what = dice.from(0, 99);
    if (what < 60) {
      send();
    } else if (what < 72) {
      now = now.plus(dice.of(Duration.ofSeconds(1), Duration.ofHours(3), Duration.ofDays(1)));
    } else if (what < 82) {
      mergeOrPart();
    } else if (what < 86) {
      publish();
    } else if (what < 90) {
      live.close();
      begin();
    } else {
      verify();
    }
  }

  private void send() {
    store.failOnce(dice.chance(10));
    List<Received> batch = dice.some(1, 6, this::message);
    refusable(live.ingest().take(batch, List.of()));
    store.failOnce(false);
  }

  /** Whether something was done, and not refused. */
  private static <T> boolean refusable(CompletionStage<T> stage) {
    try {
      stage.toCompletableFuture().join();
      return true;
    } catch (CompletionException failed) {
      assertThat(failed.getCause()).isInstanceOf(Refusal.class);
      return false;
    }
  }

  private Received message() {
    Optional<String> user = dice.chance(60) ? Optional.of("u" + dice.from(1, 5)) : Optional.empty();
    Optional<String> device =
        user.isEmpty() || dice.chance(30) ? Optional.of("d" + dice.from(1, 6)) : Optional.empty();
    Instant at = now.plusSeconds(dice.chance(25) ? dice.from(1, 20_000) : -dice.from(0, 90_000));
    Optional<Received.Happening> event =
        dice.chance(50)
            ? Optional.of(new Received.Happening(dice.of("visit", "click"), Map.of()))
            : Optional.empty();
    Optional<Received.Membership> membership =
        dice.chance(15)
            ? Optional.of(new Received.Membership("acme" + dice.from(1, 2), attributes()))
            : Optional.empty();
    Optional<Received.Alias> alias =
        dice.chance(5) ? Optional.of(new Received.Alias("d" + dice.from(1, 9))) : Optional.empty();
    return new Received(
        user,
        device,
        "m" + messages++,
        at,
        now,
        Optional.empty(),
        "test",
        event,
        attributes(),
        membership,
        alias);
  }

  private Map<String, Optional<Value>> attributes() {
    Map<String, Optional<Value>> some = new TreeMap<>();
    for (int i = dice.from(0, 2); i > 0; i--) {
      boolean unknown = dice.chance(25);
      some.put(
          dice.of(NAMES),
          unknown ? Optional.empty() : Optional.of(new Value.Text(dice.of(VALUES))));
    }
    return some;
  }

  private void mergeOrPart() {
    List<Profile> profiles = store.read(tx -> tx.profiles().after(0, (int) ALL));
    if (profiles.isEmpty()) {
      return;
    }
    Profile one = dice.of(profiles);
    List<Merge> merges = live.merges().of(one.subject());
    if (merges.isEmpty() || dice.chance(30)) {
      refusable(live.merges().merge(one.key(), dice.of(profiles).key(), "test"));
    } else {
      refusable(live.merges().undo(dice.of(merges).key(), "test"));
    }
  }

  /** Puts a next version in the place of the live one, as whoever publishes does. */
  private void publish() {
    ActiveVersion before = models.current().get(0);
    ActiveVersion next = version(dice.of(NAMES), Role.PREPARING);
    switchTo(before, next);
    long highest = store.read(tx -> tx.profiles().highestKey());
    for (long key = 1; key <= highest; key += 5) {
      List<Long> some = List.of(key, key + 1, key + 2, key + 3, key + 4);
      live.lane()
          .submit(
              tx -> live.rescoring().rescore(tx, some, next),
              scores -> index.prepared(next.key(), scores))
          .join();
      if (dice.chance(30)) {
        send();
      }
    }
    switchTo(
        new ActiveVersion(
            next.key(), next.model(), next.number(), Role.LIVE, next.compiled(), next.slice()));
  }

  private void switchTo(ActiveVersion... next) {
    live.lane()
        .submit(
            tx -> true,
            unused -> {
              models.set(List.of(next));
              index.switched(models.current());
            })
        .join();
  }

  /** Lets the lane settle, and holds lists to the store. */
  void verify() {
    live.settled().join();
    verify(false);
    verify(true);
  }

  private void verify(boolean account) {
    Map<String, ListedSubject> expected = store.read(tx -> expected(tx, account));
    Map<String, ListedSubject> listed = new TreeMap<>();
    page(account, List.of(), NAMES).forEach(item -> listed.put(item.id(), item));
    assertThat(listed).isEqualTo(expected);
    String name = dice.of(NAMES);
    String word = dice.of(VALUES);
    Value value = new Value.Text(word);
    ValueTest test = new ValueTest(Operator.IS, List.of(word));
    List<String> found = new ArrayList<>();
    page(account, List.of(new OfAttribute(name, test)), List.of()).forEach(i -> found.add(i.id()));
    assertThat(found)
        .as("%s is %s", name, value)
        .containsExactlyInAnyOrderElementsOf(
            expected.values().stream()
                .filter(item -> value.equals(item.attributes().get(name)))
                .map(ListedSubject::id)
                .toList());
  }

  /** What the facts of the store, and the scores that it keeps, say of everybody. */
  private Map<String, ListedSubject> expected(Transaction tx, boolean account) {
    ActiveVersion version = models.current().get(0);
    Map<String, ListedSubject> all = new TreeMap<>();
    for (Profile profile : tx.profiles().after(0, (int) ALL)) {
      boolean isAccount = profile.identifier().kind() == Identifier.Kind.ACCOUNT;
      if (profile.subject() == profile.key() && isAccount == account) {
        SubjectFacts facts = SubjectFacts.read(tx, profile.key(), now).orElseThrow();
        Optional<Score> score =
            Optional.ofNullable(
                tx.scores().get(version.key(), List.of(profile.key())).get(profile.key()));
        Optional<Instant> active =
            facts.asOf(now).events().stream().map(Event::at).max(Instant::compareTo);
        all.put(
            facts.id(),
            new ListedSubject(
                facts.id(),
                facts.firstSeen(),
                active,
                score.map(it -> ListedScore.of(it, version.number())),
                new HashMap<>(facts.asOf(now).subject().attributes())));
      }
    }
    return all;
  }

  @Override
  public void close() {
    ended.set(true);
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    live.close();
    store.close();
  }
}
