package io.plumbline.server.publish;

import io.plumbline.core.engine.Judged;
import io.plumbline.core.engine.SharedSignals;
import io.plumbline.core.engine.SignalKey;
import io.plumbline.core.engine.SignalState;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.FoldedSubject;
import io.plumbline.server.live.FoldedSubjects;
import io.plumbline.server.live.Replay;
import io.plumbline.server.publish.Succession.Outcome;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All subjects of a store, judged under versions of models a range of keys at a time. */
final class Population {
  private final Store store;
  private final FoldedSubjects codec;
  private final InstantSource clock;

  Population(Store store, FoldedSubjects codec, InstantSource clock) {
    this.store = store;
    this.codec = codec;
    this.clock = clock;
  }

  /** Takes what becomes of subjects, one by one. */
  interface Visitor {
    /** Before the first subject of a range. */
    default void begin(Transaction tx, Instant asOf) {}

    void subject(long key, Outcome outcome, Instant asOf);

    /** A state that cannot be read: it has to be made again from the facts. */
    default void unread(long key) {}

    /** A subject that was folded for signals of a version that it was not folded for. */
    default void further(
        long key,
        ActiveVersion version,
        FoldedSubject folded,
        Map<SignalKey, SignalState> states) {}

    /** After the last subject of a range. */
    default void end() {}
  }

  /** The highest key there is. */
  long highest() {
    return store.read(tx -> tx.profiles().highestKey());
  }

  /** Judges the subjects of a range as of now, on one picture of the store. */
  void judge(Succession succession, long from, long to, Visitor visitor) {
    store.read(
        tx -> {
          // Read before the clock, so that no event of the picture lies after it.
          Range range = new Range(tx, succession, new Keys(from, to), clock.instant(), visitor);
          visitor.begin(tx, range.asOf);
          tx.states().scan(from, to, range::subject);
          visitor.end();
          return true;
        });
  }

  /** Judges some subjects within a transaction. */
  void judge(Transaction tx, Succession succession, Iterable<Long> subjects, Visitor visitor) {
    Instant asOf = clock.instant();
    visitor.begin(tx, asOf);
    for (long subject : subjects) {
      Range range = new Range(tx, succession, new Keys(subject, subject), asOf, visitor);
      tx.states().scan(subject, subject, range::subject);
    }
    visitor.end();
  }

  /** Both ends included. */
  private record Keys(long from, long to) {}

  /** Signals of a version that subjects were not folded for; the same for most of a range. */
  private record Further(long version, Set<SignalKey> missing) {}

  private final class Range {
    private final Transaction tx;
    private final Succession succession;
    private final Keys keys;
    private final Instant asOf;
    private final Visitor visitor;
    private final Map<Further, Replay> replays = new HashMap<>();

    Range(Transaction tx, Succession succession, Keys keys, Instant asOf, Visitor visitor) {
      this.tx = tx;
      this.succession = succession;
      this.keys = keys;
      this.asOf = asOf;
      this.visitor = visitor;
    }

    void subject(long key, byte[] state) {
      Optional<FoldedSubject> folded = codec.decode(tx, state);
      if (folded.isEmpty()) {
        visitor.unread(key);
        return;
      }
      // Events at this very instant may have been folded since the clock was read.
      Instant last = folded.get().lastActivity();
      Instant own = last.isAfter(asOf) ? last : asOf;
      visitor.subject(
          key,
          succession.of(folded.get(), own, (version, it) -> judge(key, version, it, own)),
          own);
    }

    private Judged judge(long key, ActiveVersion version, FoldedSubject folded, Instant own) {
      Set<SignalKey> missing = folded.missing(version.compiled());
      if (missing.isEmpty()) {
        return version.compiled().judge(folded.under(version.compiled()), own);
      }
      Map<SignalKey, SignalState> further =
          replays
              .computeIfAbsent(
                  new Further(version.key(), missing),
                  it -> replay(SharedSignals.of(version.compiled(), missing)))
              .states(key);
      visitor.further(key, version, folded, further);
      return version.compiled().judge(folded.under(version.compiled(), further), own);
    }

    private Replay replay(SharedSignals signals) {
      return Replay.of(tx, signals, keys.from(), keys.to(), asOf);
    }
  }
}
