package io.plumbline.server.live;

import io.plumbline.core.engine.SharedSignals;
import io.plumbline.core.engine.SignalKey;
import io.plumbline.core.engine.SignalNode;
import io.plumbline.core.engine.SignalState;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.NormalText;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Signals that subjects were not folded for, folded from the raw events of a range of subjects.
 * Only events of the types that those signals count are read. Writes nothing. Not thread-safe.
 */
public final class Replay {
  private static final int MOST_PROFILES = 1000;

  private final Transaction tx;
  private final Instant upTo;
  private final SharedSignals signals;
  private final Set<String> types;
  private final Map<Long, Map<SignalKey, SignalState>> byProfile = new HashMap<>();
  private final Map<Long, List<Profile>> profiles = new HashMap<>();

  private Replay(Transaction tx, SharedSignals signals, Instant upTo) {
    this.tx = tx;
    this.upTo = upTo;
    this.signals = signals;
    types = typesAsWritten(tx, signals.signals());
  }

  /**
   * Replays the events of all subjects of a range of keys, both ends included.
   *
   * @param signals those to fold
   * @param upTo later events do not exist
   */
  public static Replay of(Transaction tx, SharedSignals signals, long from, long to, Instant upTo) {
    Replay replay = new Replay(tx, signals, upTo);
    replay.readProfiles(from, to);
    if (!replay.types.isEmpty()) {
      replay.readEvents(from, to);
    }
    return replay;
  }

  /** The types of events that the signals count, as senders wrote them. */
  private static Set<String> typesAsWritten(Transaction tx, List<SignalNode> signals) {
    Set<String> written = new HashSet<>();
    for (String type : tx.facts().types()) {
      String normal = NormalText.of(type);
      for (SignalNode signal : signals) {
        if (signal.hasType(normal)) {
          written.add(type);
          break;
        }
      }
    }
    return written;
  }

  private void readProfiles(long from, long to) {
    List<Long> keys = new ArrayList<>();
    long last = from - 1;
    while (last < to) {
      List<Profile> page = tx.profiles().after(last, MOST_PROFILES);
      for (Profile profile : page) {
        if (profile.key() <= to && profile.subject() == profile.key()) {
          keys.add(profile.key());
        }
      }
      last = page.isEmpty() ? to : page.get(page.size() - 1).key();
    }
    profiles.putAll(tx.profiles().ofSubjects(keys));
  }

  private void readEvents(long from, long to) {
    tx.facts()
        .scanEvents(
            from,
            to,
            types,
            fact -> {
              if (!fact.event().at().isAfter(upTo)) {
                fold(fact.profile(), fact.event());
              }
            });
  }

  private void fold(long profile, Event event) {
    Map<SignalKey, SignalState> states =
        byProfile.computeIfAbsent(profile, unused -> new HashMap<>());
    signals.fold(
        event,
        signal -> Optional.of(states.computeIfAbsent(signal.key(), k -> new SignalState(signal))));
  }

  /** The states of a subject's signals that have events. */
  public Map<SignalKey, SignalState> states(long subject) {
    List<Profile> own = profiles.getOrDefault(subject, List.of());
    boolean alone = own.size() == 1 && own.get(0).identifier().kind() != Identifier.Kind.ACCOUNT;
    if (alone) {
      return byProfile.getOrDefault(subject, Map.of());
    }
    // Several profiles may have an event of one id, and an account has its members' events.
    return SubjectFacts.read(tx, subject, upTo)
        .map(facts -> signals.fold(facts.asOf(upTo).distinctEvents()))
        .orElse(Map.of());
  }
}
