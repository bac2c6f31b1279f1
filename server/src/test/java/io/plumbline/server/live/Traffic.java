package io.plumbline.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.oracle.Dice;
import io.plumbline.core.oracle.Oracle;
import io.plumbline.core.oracle.RandomCase;
import io.plumbline.core.oracle.RandomFacts;
import io.plumbline.core.oracle.RandomRevision;
import io.plumbline.core.score.Score;
import io.plumbline.server.Refusal;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.server.live.ActiveVersion.Slice;
import io.plumbline.store.Identifier;
import io.plumbline.store.Merge;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Random traffic over a scene, from a seed, and what must hold of it at any time. */
final class Traffic implements AutoCloseable {
  private static final List<String> USERS = List.of("u1", "u2", "u3", "ü");
  private static final List<String> DEVICES = List.of("d1", "d2", "u1", "d3");
  private static final List<String> ACCOUNTS = List.of("acme", "u1");

  private final Dice dice;
  private final RandomCase random;
  private final Scene scene;
  private final Ledger ledger = new Ledger();
  private final List<Received> sent = new ArrayList<>();
  private List<Event> pool = List.of();
  private Map<String, Value> known = Map.of();
  private long versions = 10;
  private int messages;

  Traffic(long seed, Store store) {
    dice = new Dice(seed * 31);
    random = RandomCase.of(seed, 1);
    scene = new Scene(store, random.asOf());
    List<ActiveVersion> first = new ArrayList<>();
    first.add(Scene.live(1, random.model()));
    if (dice.chance(60)) {
      ScoringModel pilot = RandomRevision.of(random.model(), dice);
      first.add(Scene.version(2, pilot, dice.of(Role.PILOT, Role.SHADOW), slice()));
    }
    if (dice.chance(60)) {
      ScoringModel other = RandomCase.of(seed + 1_000_000, 1).model();
      first.add(Scene.live(3, of(other, "other", dice.of(SubjectKind.values()))));
    }
    scene.publish(first.toArray(ActiveVersion[]::new));
  }

  private Slice slice() {
    List<String> names =
        List.copyOf(new TreeSet<>(random.facts().get(0).subject().attributes().keySet()));
    if (names.isEmpty() || dice.chance(30)) {
      return Slice.EVERYBODY;
    }
    String attribute = dice.of(names);
    return (subject, asOf) -> subject.attributes().containsKey(attribute);
  }

  private static ScoringModel of(ScoringModel model, String id, SubjectKind kind) {
    return new ScoringModel(
        id,
        model.caption(),
        model.zone(),
        kind,
        model.scores(),
        model.total(),
        model.matrix(),
        model.bands(),
        model.qualifiers(),
        model.disqualifiers());
  }

  /** Lets something happen. */
  void step() {
    int what = dice.from(0, 99);
    if (what < 60) {
      send();
    } else if (what < 75) {
      scene.clock.move(
          dice.of(
              Duration.ofNanos(1),
              Duration.ofSeconds(40),
              Duration.ofHours(5),
              Duration.ofDays(2)));
    } else if (what < 80) {
      scene.restart();
    } else if (what < 86) {
      mergeOrUndo();
    } else if (what < 90) {
      publish();
    } else {
      scene.settle();
      verify();
    }
  }

  /** Lets all that is due be done, and looks at it. */
  void end() {
    scene.settle();
    verify();
  }

  private void send() {
    List<Received> batch = dice.some(1, 6, this::message);
    boolean fails = dice.chance(8);
    scene.store.fail(fails ? 1 : 0);
    Ingest.Taken taken;
    try {
      taken = scene.take(batch.toArray(Received[]::new));
    } catch (Refusal refused) {
      assertThat(refused.code()).isEqualTo(Refusal.Code.UNAVAILABLE);
      scene.store.fail(0);
      return;
    }
    // A failure that met something else than this batch.
    scene.store.fail(0);
    int fresh = 0;
    for (Received message : batch) {
      fresh += ledger.take(message, sameSubject(message)) ? 1 : 0;
    }
    sent.addAll(batch);
    assertThat(taken).isEqualTo(new Ingest.Taken(fresh, batch.size() - fresh));
  }

  private Received message() {
    if (!sent.isEmpty() && dice.chance(12)) {
      return dice.of(sent);
    }
    if (pool.isEmpty()) {
      Facts fresh = RandomFacts.facts("x", dice, random.era(), scene.clock.instant());
      pool = new ArrayList<>(fresh.events());
      known = fresh.subject().attributes();
    }
    Instant near =
        scene.clock.instant().plusSeconds(dice.from(-100_000, dice.chance(20) ? 100_000 : 0));
    Optional<String> user = dice.chance(60) ? Optional.of(dice.of(USERS)) : Optional.empty();
    Optional<String> device =
        user.isEmpty() || dice.chance(40) ? Optional.of(dice.of(DEVICES)) : Optional.empty();
    Event event = pool.isEmpty() ? new Event("", "none", near, Map.of()) : pool.remove(0);
    boolean isEvent = dice.chance(65);
    Said said = Said.by(user, device, isEvent && dice.chance(70) ? event.at() : near);
    if (dice.chance(35)) {
      attributes().forEach(said::with);
    }
    if (dice.chance(15)) {
      said.of(dice.of(ACCOUNTS), dice.chance(50) ? attributes() : Map.of());
    }
    if (dice.chance(5)) {
      said.once(dice.of(dice.of(USERS), dice.of(DEVICES), "other"));
    }
    String id = event.hasId() ? event.id() : "m" + messages++;
    return isEvent
        ? said.event(id, event.type(), Canonical.of(event.properties()))
        : said.message(id);
  }

  private Map<String, Optional<Value>> attributes() {
    Map<String, Optional<Value>> some = new TreeMap<>();
    new TreeMap<>(known)
        .forEach(
            (name, value) -> {
              if (dice.chance(40)) {
                some.put(name, dice.chance(15) ? Optional.empty() : Canonical.of(value));
              }
            });
    return some;
  }

  private void mergeOrUndo() {
    List<Profile> profiles = scene.store.read(tx -> tx.profiles().after(0, 1_000));
    if (profiles.isEmpty()) {
      return;
    }
    Profile one = dice.of(profiles);
    List<Merge> merges = scene.live.merges().of(one.subject());
    try {
      if (!merges.isEmpty() && dice.chance(70)) {
        Scene.join(scene.live.merges().undo(dice.of(merges).key(), "test"));
      } else {
        Scene.join(scene.live.merges().merge(one.key(), dice.of(profiles).key(), "test"));
      }
    } catch (Refusal refused) {
      assertThat(refused.code()).isIn(Refusal.Code.CONFLICT, Refusal.Code.NOT_FOUND);
    }
  }

  /** Puts a next version in the place of the first, computed aside in chunks. */
  private void publish() {
    ActiveVersion before = scene.models.current().get(0);
    ScoringModel model =
        dice.chance(50)
            ? RandomRevision.of(random.model(), dice)
            : of(
                RandomCase.of(versions + 77_000, 1).model(), random.model().id(), SubjectKind.LEAD);
    ActiveVersion next = Scene.version(versions++, model, Role.PREPARING, before.slice());
    List<ActiveVersion> others = new ArrayList<>(scene.models.current());
    List<ActiveVersion> preparing = new ArrayList<>(others);
    preparing.add(next);
    scene.publish(preparing.toArray(ActiveVersion[]::new));
    for (long subject = 1; subject <= 40; subject++) {
      List<Long> chunk = List.of(subject);
      Scene.join(scene.live.lane().submit(tx -> scene.live.rescoring().rescore(tx, chunk, next)));
      if (dice.chance(10)) {
        send();
      }
      if (dice.chance(3)) {
        scene.restart();
      }
    }
    others.remove(before);
    others.add(
        0,
        new ActiveVersion(
            next.key(), next.model(), next.number(), Role.LIVE, next.compiled(), next.slice()));
    Scene.join(
        scene
            .live
            .lane()
            .submit(
                tx -> {
                  switchOver(tx, before, others);
                  scene.models.set(others);
                  return 0;
                }));
  }

  /** Writes what the switch changes, as whoever publishes does. */
  private void switchOver(
      io.plumbline.store.Transaction tx, ActiveVersion before, List<ActiveVersion> next) {
    List<Long> all = new ArrayList<>();
    for (long subject = 1; subject <= 40; subject++) {
      all.add(subject);
    }
    List<ScoreChange> changes = new ArrayList<>();
    Map<Long, Score> pilots =
        next.stream()
            .filter(v -> v.role() == Role.PILOT)
            .findFirst()
            .map(v -> tx.scores().get(v.key(), all))
            .orElse(Map.of());
    Map<Long, Score> was = tx.scores().get(before.key(), all);
    Map<Long, Score> is = tx.scores().get(next.get(0).key(), all);
    for (long subject : all) {
      Optional<Score> earlier = Optional.ofNullable(was.get(subject));
      Optional<Score> later = Optional.ofNullable(is.get(subject));
      if (!pilots.containsKey(subject) && !(earlier.isEmpty() && later.isEmpty())) {
        changes.add(
            new ScoreChange(
                0,
                subject,
                next.get(0).key(),
                scene.clock.instant(),
                new ScoreChange.Cause(ScoreChange.Kind.MODEL, List.of()),
                earlier,
                later,
                Map.of(),
                OptionalLong.empty()));
      }
    }
    tx.changes().append(changes);
    tx.scores().remove(before.key(), all);
  }

  private Set<Identifier> sameSubject(Received message) {
    Identifier owner =
        message
            .userId()
            .map(Identifier::user)
            .orElseGet(() -> Identifier.anonymous(message.anonymousId().orElseThrow()));
    return Set.copyOf(identifiers(scene.subject(owner)));
  }

  private List<Identifier> identifiers(long subject) {
    return scene
        .store
        .<Map<Long, List<Profile>>>read(tx -> tx.profiles().ofSubjects(List.of(subject)))
        .getOrDefault(subject, List.of())
        .stream()
        .map(Profile::identifier)
        .toList();
  }

  /** Every stored score is the oracle's function of the facts, and histories replay. */
  void verify() {
    Instant now = scene.clock.instant();
    List<Profile> profiles = scene.store.read(tx -> tx.profiles().after(0, 1_000));
    for (Profile profile : profiles) {
      verifyHistory(profile.key());
      if (profile.subject() == profile.key()) {
        verifyScores(profile, now);
      }
    }
  }

  private void verifyScores(Profile profile, Instant now) {
    boolean account = profile.identifier().kind() == Identifier.Kind.ACCOUNT;
    Facts facts =
        account
            ? ledger.account(profile.identifier(), members(profile.key()), now)
            : ledger.facts(identifiers(profile.key()), now);
    assertThat(scene.told.get(profile.key())).isEqualTo(facts.subject());
    for (ActiveVersion version : scene.models.current()) {
      boolean isOfKind = account == (version.compiled().model().subject() == SubjectKind.ACCOUNT);
      Optional<Score> due;
      try {
        due =
            isOfKind && version.slice().holds(facts.subject(), now)
                ? Optional.of(Oracle.score(version.compiled().model(), facts, now))
                : Optional.empty();
      } catch (ArithmeticException beyond) {
        continue;
      }
      Optional<Score> stored = scene.stored(version.key(), profile.identifier());
      assertThat(stored.map(Traffic::content))
          .as(
              "%s under version %s, as of %s; %s; facts of the test %s, of the store %s",
              profile,
              version.key(),
              now,
              scene.live.difference(profile.key()),
              facts,
              scene.store.<String>read(
                  tx -> SubjectFacts.readAll(tx, profile.key()).orElseThrow().asOf(now).toString()))
          .isEqualTo(due.map(Traffic::content));
      assertThat(scene.live.difference(profile.key())).isEmpty();
    }
  }

  private List<List<Identifier>> members(long account) {
    Set<Long> subjects =
        new HashSet<>(
            scene.store.<Map<Long, List<Profile>>>read(tx -> Members.of(tx, account)).keySet());
    return subjects.stream().map(this::identifiers).toList();
  }

  private static List<Object> content(Score score) {
    return List.of(
        score.subject(),
        score.total(),
        score.scores(),
        score.cell(),
        score.band(),
        score.qualifiedBy(),
        score.disqualifiedBy(),
        score.coverage());
  }

  private void verifyHistory(long subject) {
    Map<String, List<ScoreChange>> byModel =
        scene.history(subject).stream()
            .collect(Collectors.groupingBy(c -> c.after().or(c::before).orElseThrow().model()));
    byModel
        .values()
        .forEach(
            changes -> {
              Optional<Score> last = Optional.empty();
              for (ScoreChange change : changes) {
                assertThat(Verdict.same(change.before(), last))
                    .as("before is what was after: %s", change)
                    .isTrue();
                last = change.after();
              }
            });
  }

  @Override
  public void close() {
    scene.close();
  }
}
