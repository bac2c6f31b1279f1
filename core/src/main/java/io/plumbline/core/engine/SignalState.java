package io.plumbline.core.engine;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The day histogram of one signal of one subject: all that any rule needs of the signal's events.
 * Events are folded in any order, each distinct event once; states of disjoint events merge. It
 * answers for any as-of from the latest folded event on, with any points, windows, decays, caps,
 * weights and bands. Not thread-safe.
 */
public final class SignalState {
  /** How many event ids an explanation shows. */
  static final int SHOWN_IDS = 5;

  private final SignalKey key;
  private final int perDay;
  private final boolean readsNumber;
  private final NavigableMap<Integer, DayTally> days = new TreeMap<>();
  private final List<Mark> latest = new ArrayList<>(SHOWN_IDS + 1);
  private @Nullable DayCells cells;
  private byte @Nullable [] packed;
  private boolean unpacked = true;

  public SignalState(SignalNode signal) {
    this(signal.key(), signal.perDay(), signal.readsNumber());
  }

  SignalState(SignalKey key, int perDay, boolean readsNumber) {
    this.key = key;
    this.perDay = perDay;
    this.readsNumber = readsNumber;
  }

  /** A state as packed: its columns are read at once where asked for, all else when needed. */
  SignalState(SignalKey key, byte[] packed) {
    this(key, SignalBytes.perDay(packed), SignalBytes.readsNumber(packed));
    this.packed = packed;
    unpacked = false;
  }

  private void unpack() {
    byte[] bytes = packed;
    if (!unpacked && bytes != null) {
      unpacked = true;
      SignalBytes.unpack(bytes, this);
    }
  }

  /** The state without its key as bytes, which are not to be changed. */
  byte[] packed() {
    byte[] bytes = packed;
    if (bytes == null) {
      bytes = SignalBytes.pack(this);
      packed = bytes;
    }
    return bytes;
  }

  public SignalKey key() {
    return key;
  }

  int perDay() {
    return perDay;
  }

  boolean readsNumber() {
    return readsNumber;
  }

  /** An event as far as a signal remembers it. */
  record Mark(Instant at, String id, @Nullable BigInteger number) {
    /** By instant, then id by code points, those without id last. */
    static final Comparator<Mark> ORDER =
        Comparator.comparing(Mark::at)
            .thenComparing(mark -> mark.id.isEmpty())
            .thenComparing(Mark::id, SignalState::byCodePoints);
  }

  /** What one day holds: with a limit a day the marks kept, without it only their sums. */
  static final class DayTally {
    int count;
    BigInteger sum = BigInteger.ZERO;
    @Nullable BigInteger largest;
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    final List<Mark> kept = new ArrayList<>();

    void add(Mark mark) {
      count = Math.addExact(count, 1);
      addNumber(mark.number());
      first = mark.at().isBefore(first) ? mark.at() : first;
      last = mark.at().isAfter(last) ? mark.at() : last;
    }

    void addNumber(@Nullable BigInteger number) {
      if (number != null) {
        sum = sum.add(number);
        largest = largest == null ? number : largest.max(number);
      }
    }
  }

  /**
   * Folds one distinct event that counts, on its day.
   *
   * @param number the event's number in millionths; null where it has none
   */
  public void fold(int day, Instant at, String id, @Nullable BigInteger number) {
    fold(day, new Mark(at, id, number));
  }

  void fold(int day, Mark mark) {
    unpack();
    packed = null;
    cells = null;
    addUnpacked(day, mark);
  }

  void addUnpacked(int day, Mark mark) {
    DayTally tally = days.computeIfAbsent(day, unused -> new DayTally());
    if (perDay == 0) {
      tally.add(mark);
      keepLatest(mark);
    } else {
      keepEarliest(day, tally, mark);
    }
  }

  private void keepLatest(Mark mark) {
    if (mark.id().isEmpty()) {
      return;
    }
    int place = latest.size();
    while (place > 0 && Mark.ORDER.compare(latest.get(place - 1), mark) < 0) {
      place--;
    }
    if (place < SHOWN_IDS) {
      latest.add(place, new Mark(mark.at(), mark.id(), null));
      if (latest.size() > SHOWN_IDS) {
        latest.remove(SHOWN_IDS);
      }
    }
  }

  private void keepEarliest(int day, DayTally tally, Mark mark) {
    List<Mark> kept = tally.kept;
    int place = kept.size();
    while (place > 0 && Mark.ORDER.compare(kept.get(place - 1), mark) > 0) {
      place--;
    }
    if (place == perDay) {
      return;
    }
    kept.add(place, mark);
    if (place == kept.size() - 1) {
      tally.add(mark);
      return;
    }
    if (kept.size() > perDay) {
      kept.remove(perDay);
    }
    DayTally fresh = new DayTally();
    kept.forEach(fresh::add);
    fresh.kept.addAll(kept);
    days.put(day, fresh);
  }

  /** The state of the events of both, which must be different events of one signal. */
  public SignalState merge(SignalState other) {
    if (!key.equals(other.key)) {
      throw new IllegalArgumentException("states of two signals do not merge");
    }
    SignalState merged = new SignalState(key, perDay, readsNumber);
    merged.absorb(this);
    merged.absorb(other);
    return merged;
  }

  private void absorb(SignalState other) {
    other.unpack();
    other.days.forEach(
        (day, theirs) -> {
          if (perDay > 0) {
            theirs.kept.forEach(mark -> fold(day, mark));
            return;
          }
          DayTally ours = days.computeIfAbsent(day, unused -> new DayTally());
          ours.count = Math.addExact(ours.count, theirs.count);
          ours.sum = ours.sum.add(theirs.sum);
          BigInteger number = theirs.largest;
          if (number != null) {
            ours.largest = ours.largest == null ? number : ours.largest.max(number);
          }
          ours.first = theirs.first.isBefore(ours.first) ? theirs.first : ours.first;
          ours.last = theirs.last.isAfter(ours.last) ? theirs.last : ours.last;
        });
    other.latest.forEach(this::keepLatest);
    cells = null;
  }

  /** The histogram in columns. */
  public DayCells cells() {
    DayCells laidOut = cells;
    if (laidOut == null) {
      byte[] bytes = packed;
      laidOut = bytes == null || unpacked ? layOut() : SignalBytes.columns(bytes);
      cells = laidOut;
    }
    return laidOut;
  }

  private DayCells layOut() {
    int[] dayColumn = days.keySet().stream().mapToInt(Integer::intValue).toArray();
    int[] counts = days.values().stream().mapToInt(tally -> tally.count).toArray();
    if (!readsNumber) {
      return new DayCells(dayColumn, counts);
    }
    BigInteger[] sums = new BigInteger[counts.length];
    @Nullable BigInteger[] largest = new BigInteger[counts.length];
    int i = 0;
    for (DayTally tally : days.values()) {
      sums[i] = tally.sum;
      largest[i++] = tally.largest;
    }
    return new DayCells(dayColumn, counts, sums, largest);
  }

  /** The instant of the latest event that counts; MIN where there is none. */
  Instant latestInstant() {
    unpack();
    // Not always on the last day: St John's clock stepped back from 00:01 to 23:01.
    return days.descendingMap().values().stream()
        .limit(2)
        .map(tally -> tally.last)
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /** The instant of the earliest event that counts from a day on; MAX where there is none. */
  Instant firstFrom(int day) {
    unpack();
    return days.tailMap(day, true).values().stream()
        .limit(2)
        .map(tally -> tally.first)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** The tallies by day, for encoding. */
  NavigableMap<Integer, DayTally> tallies() {
    unpack();
    return days;
  }

  /** The marks whose ids are shown, the latest first, where there is no limit a day. */
  List<Mark> latestMarks() {
    unpack();
    return latest;
  }

  /** The ids of up to five events that counted, the latest first, from a day on. */
  List<String> idsFrom(int day, ToIntFunction<Instant> dayOf) {
    unpack();
    if (perDay == 0) {
      return latest.stream()
          .filter(mark -> dayOf.applyAsInt(mark.at()) >= day)
          .map(Mark::id)
          .toList();
    }
    // The days with the latest five, and one more for a clock that stepped back over midnight.
    List<Mark> marks = new ArrayList<>();
    boolean enough = false;
    for (DayTally tally : days.tailMap(day, true).descendingMap().values()) {
      tally.kept.stream().filter(mark -> !mark.id().isEmpty()).forEach(marks::add);
      if (enough) {
        break;
      }
      enough = marks.size() >= SHOWN_IDS;
    }
    return marks.stream().sorted(Mark.ORDER.reversed()).limit(SHOWN_IDS).map(Mark::id).toList();
  }

  private static int byCodePoints(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean sameKind = Character.isSurrogate(x) == Character.isSurrogate(y);
        return sameKind ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
