package io.plumbline.server.live;

import io.plumbline.store.Profile;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What every midnight asks for: all subjects are judged anew when a day begins in a zone of an
 * active model, chunk by chunk. Which days were begun is kept in the store, so that what was missed
 * while the server stood is made good, and a zone that is new is gone over at once.
 */
final class DayPass {
  private static final long END = -1;

  private final ActiveModels models;
  private final int chunk;
  private @Nullable Map<String, LocalDate> done;
  private @Nullable Pass current;

  /** Zones in which subjects may have been judged on another day than was begun. */
  private final Set<String> astray = new HashSet<>();

  /** The last key of the chunk that was done last. */
  private long reached;

  /**
   * A pass under way.
   *
   * @param days that begin, by zone
   * @param from the first key that was not looked at
   * @param to the last key
   */
  private record Pass(Map<String, LocalDate> days, long from, long to) {}

  /** Judges subjects in a transaction. */
  interface Judging extends BiFunction<Transaction, List<Long>, Scoring.Outcome> {}

  DayPass(ActiveModels models, int chunk) {
    this.models = models;
    this.chunk = chunk;
  }

  /** Whether there is a chunk to do. */
  boolean isDue(Store store, Instant now) {
    if (current != null) {
      return true;
    }
    Map<String, LocalDate> known = done;
    if (known == null) {
      known = new HashMap<>(store.read(tx -> tx.upkeep().days()));
      done = known;
    }
    Map<String, LocalDate> begun = begun(known, now);
    if (begun.isEmpty()) {
      return false;
    }
    astray.removeAll(begun.keySet());
    current = new Pass(begun, 0, store.read(tx -> tx.profiles().highestKey()));
    return true;
  }

  private Map<String, LocalDate> begun(Map<String, LocalDate> known, Instant now) {
    Map<String, LocalDate> begun = days(now);
    // Another day, not only a later one: a clock that is set back over a midnight crosses it twice.
    begun.entrySet().removeIf(day -> isBegun(known, day) && !astray.contains(day.getKey()));
    return begun;
  }

  private static boolean isBegun(
      Map<String, LocalDate> known, Map.Entry<String, LocalDate> zoneAndDay) {
    return zoneAndDay.getValue().equals(known.get(zoneAndDay.getKey()));
  }

  private Map<String, LocalDate> days(Instant now) {
    Map<String, LocalDate> days = new HashMap<>();
    for (ActiveVersion version : models.current()) {
      ZoneId zone = version.compiled().zone().zone();
      days.put(zone.getId(), now.atZone(zone).toLocalDate());
    }
    return days;
  }

  /**
   * That subjects are about to be judged. Where the clock was set back over a midnight and forward
   * again before anybody looked, it is only seen here that they were judged on a day before.
   */
  void judging(Instant now) {
    Map<String, LocalDate> known = done;
    if (known == null) {
      return;
    }
    Map<String, LocalDate> passing = current == null ? Map.of() : current.days();
    days(now).entrySet().stream()
        .filter(day -> !isBegun(passing.containsKey(day.getKey()) ? passing : known, day))
        .forEach(day -> astray.add(day.getKey()));
  }

  /** Judges the next chunk of subjects. */
  Scoring.Outcome chunk(Transaction tx, Judging judging) {
    Pass pass = current;
    if (pass == null) {
      throw new IllegalStateException("no day begins");
    }
    List<Profile> profiles =
        tx.profiles().after(pass.from(), chunk).stream()
            .filter(profile -> profile.key() <= pass.to())
            .toList();
    if (profiles.isEmpty()) {
      reached = END;
      pass.days().forEach(tx.upkeep()::putDay);
      return new Scoring.Outcome(List.of(), Map.of(), List.of(), List.of());
    }
    List<Long> subjects =
        profiles.stream()
            .filter(profile -> profile.subject() == profile.key())
            .map(Profile::key)
            .toList();
    reached = profiles.get(profiles.size() - 1).key();
    return judging.apply(tx, subjects);
  }

  /** That the transaction of the chunk is on disk. */
  void committed() {
    Pass pass = current;
    Map<String, LocalDate> known = done;
    if (pass == null || known == null) {
      return;
    }
    if (reached == END) {
      known.putAll(pass.days());
      current = null;
    } else {
      current = new Pass(pass.days(), reached, pass.to());
    }
  }
}
