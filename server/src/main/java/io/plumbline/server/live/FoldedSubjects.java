package io.plumbline.server.live;

import io.plumbline.core.engine.PackedReader;
import io.plumbline.core.engine.PackedWriter;
import io.plumbline.core.engine.SignalKey;
import io.plumbline.core.engine.SignalState;
import io.plumbline.core.engine.SignalStateCodec;
import io.plumbline.server.live.FoldedSubject.Known;
import io.plumbline.store.Transaction;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Folded subjects as the bytes that a store keeps of them. The signals that a subject was folded
 * for are one number, of a set that the store knows; so a signal without events takes no room, and
 * is told from one that was never folded. Thread-safe.
 *
 * <p>Version 1: the version, the number of the set, whether it is an account, the id, first seen,
 * last activity, the attributes, and each signal that has events: how many places after the one
 * before, and its packed state.
 */
public final class FoldedSubjects {
  private static final int VERSION = 1;
  private static final Instant NEVER = Instant.MIN;
  private static final int MOST_NAMES = 10_000;

  private final Map<Integer, SignalSet> sets = new ConcurrentHashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();

  /**
   * The folded subject that a state of the store stands for.
   *
   * @return empty where it was written by another version of this program, or is broken: then it
   *     has to be made again from the facts
   */
  public Optional<FoldedSubject> decode(Transaction tx, byte[] state) {
    try {
      PackedReader in = new PackedReader(state);
      if (in.number() != VERSION) {
        return Optional.empty();
      }
      SignalSet set = set(tx, (int) in.number());
      return set == null ? Optional.empty() : Optional.of(read(in, set));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException broken) {
      return Optional.empty();
    }
  }

  private FoldedSubject read(PackedReader in, SignalSet set) {
    boolean account = in.number() == 1;
    String id = in.text();
    Instant firstSeen = ValueBytes.instant(in);
    FoldedSubject folded = new FoldedSubject(id, account, firstSeen, set);
    if (in.number() == 1) {
      folded.active(ValueBytes.instant(in));
    }
    int attributes = in.count();
    for (int i = 0; i < attributes; i++) {
      String name = shared(in.text());
      Instant at = ValueBytes.instant(in);
      Instant repeated = in.number() == 1 ? ValueBytes.instant(in) : at;
      folded.know(name, new Known(ValueBytes.read(in), at, repeated));
    }
    int signals = in.count();
    int place = -1;
    for (int i = 0; i < signals; i++) {
      place += in.count();
      SignalKey key = set.keys().get(place);
      folded.putState(place, SignalStateCodec.unpack(key, in.sized()));
    }
    in.end();
    folded.told();
    return folded;
  }

  private String shared(String name) {
    String known = names.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() < MOST_NAMES) {
      names.put(name, name);
    }
    return name;
  }

  /** The state of a folded subject, for the store. */
  public byte[] encode(FoldedSubject folded) {
    PackedWriter out = new PackedWriter();
    out.number(VERSION);
    out.number(folded.set().number());
    out.number(folded.isAccount() ? 1 : 0);
    out.text(folded.id());
    ValueBytes.instant(out, folded.firstSeen());
    boolean active = !folded.lastActivity().equals(NEVER);
    out.number(active ? 1 : 0);
    if (active) {
      ValueBytes.instant(out, folded.lastActivity());
    }
    out.number(folded.attributes().size());
    folded.attributes().forEach((name, known) -> write(out, name, known));
    writeStates(out, folded);
    return out.bytes();
  }

  private static void write(PackedWriter out, String name, Known known) {
    out.text(name);
    ValueBytes.instant(out, known.at());
    boolean repeated = known.repeated().isAfter(known.at());
    out.number(repeated ? 1 : 0);
    if (repeated) {
      ValueBytes.instant(out, known.repeated());
    }
    ValueBytes.write(out, known.value());
  }

  private static void writeStates(PackedWriter out, FoldedSubject folded) {
    int signals = 0;
    for (int i = 0; i < folded.set().size(); i++) {
      signals += folded.stateAt(i) == null ? 0 : 1;
    }
    out.number(signals);
    int before = -1;
    for (int i = 0; i < folded.set().size(); i++) {
      SignalState state = folded.stateAt(i);
      if (state != null) {
        out.number((long) i - before);
        before = i;
        out.sized(SignalStateCodec.pack(state));
      }
    }
  }

  /** The set of some signals, which the store learns where it did not know it. */
  SignalSet set(Transaction tx, List<SignalKey> keys) {
    for (SignalSet known : sets.values()) {
      if (known.keys().equals(keys)) {
        return known;
      }
    }
    load(tx);
    for (SignalSet known : sets.values()) {
      if (known.keys().equals(keys)) {
        return known;
      }
    }
    int number = tx.upkeep().addSignalSet(keys.stream().map(SignalKey::hash).toList());
    SignalSet fresh = new SignalSet(number, keys);
    sets.put(number, fresh);
    return fresh;
  }

  private @Nullable SignalSet set(Transaction tx, int number) {
    SignalSet known = sets.get(number);
    if (known == null) {
      load(tx);
      known = sets.get(number);
    }
    return known;
  }

  private void load(Transaction tx) {
    Map<Integer, SignalSet> loaded = new HashMap<>();
    tx.upkeep()
        .signalSets()
        .forEach(
            (number, hashes) ->
                loaded.put(
                    number, new SignalSet(number, hashes.stream().map(SignalKey::new).toList())));
    loaded.forEach(sets::putIfAbsent);
  }

  /** Forgets all sets, some of which a failed transaction may have taken back. */
  void forgetSets() {
    sets.clear();
  }
}
