package io.plumbline.core.engine;

import io.plumbline.core.engine.SignalState.DayTally;
import io.plumbline.core.engine.SignalState.Mark;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a packed signal state looks like. Columns first: the limit a day, whether numbers are read,
 * how many days, each day after the one before it, the counts, sums and largest numbers. Then for
 * each day its marks where a limit holds, else its first and last instant; then the marks whose ids
 * are shown. Instants are told from the start of their day.
 */
final class SignalBytes {
  private static final long DAY = 86_400;
  private static final int MILLISECOND = 1_000_000;

  private SignalBytes() {}

  static byte[] pack(SignalState state) {
    PackedWriter out = new PackedWriter();
    out.number(state.perDay());
    out.number(state.readsNumber() ? 1 : 0);
    out.number(state.tallies().size());
    int before = 0;
    for (int day : state.tallies().keySet()) {
      out.number((long) day - before);
      before = day;
    }
    Collection<DayTally> tallies = state.tallies().values();
    tallies.forEach(tally -> out.number(tally.count));
    if (state.readsNumber()) {
      for (DayTally tally : tallies) {
        out.integer(tally.sum);
        out.integer(tally.largest);
      }
    }
    state.tallies().forEach((day, tally) -> pack(out, day, tally, state));
    List<Mark> latest = state.latestMarks();
    out.number(latest.size());
    for (Mark mark : latest) {
      instant(out, 0, mark.at());
      out.text(mark.id());
    }
    return out.bytes();
  }

  private static void pack(PackedWriter out, int day, DayTally tally, SignalState state) {
    if (state.perDay() == 0) {
      instant(out, day, tally.first);
      instant(out, day, tally.last);
      return;
    }
    for (Mark mark : tally.kept) {
      instant(out, day, mark.at());
      out.text(mark.id());
      if (state.readsNumber()) {
        out.integer(mark.number());
      }
    }
  }

  static int perDay(byte[] packed) {
    return new PackedReader(packed).countOfAny();
  }

  static boolean readsNumber(byte[] packed) {
    PackedReader in = new PackedReader(packed);
    in.number();
    return in.number() == 1;
  }

  /** The histogram alone. */
  static DayCells columns(byte[] packed) {
    PackedReader in = new PackedReader(packed);
    in.number();
    return columns(in, in.number() == 1);
  }

  private static DayCells columns(PackedReader in, boolean readsNumber) {
    int size = in.count();
    int[] days = new int[size];
    int before = 0;
    for (int i = 0; i < size; i++) {
      before += (int) in.number();
      days[i] = before;
    }
    int[] counts = new int[size];
    for (int i = 0; i < size; i++) {
      counts[i] = in.countOfAny();
    }
    if (!readsNumber) {
      return new DayCells(days, counts);
    }
    BigInteger[] sums = new BigInteger[size];
    @Nullable BigInteger[] largest = new BigInteger[size];
    for (int i = 0; i < size; i++) {
      BigInteger sum = in.integer();
      sums[i] = sum == null ? BigInteger.ZERO : sum;
      largest[i] = in.integer();
    }
    return new DayCells(days, counts, sums, largest);
  }

  /** Reads all of a packed state into one that holds nothing yet. */
  static void unpack(byte[] packed, SignalState state) {
    PackedReader in = new PackedReader(packed);
    in.number();
    in.number();
    DayCells cells = columns(in, state.readsNumber());
    for (int i = 0; i < cells.days.length; i++) {
      int day = cells.days[i];
      if (state.perDay() == 0) {
        state.tallies().put(day, tally(in, cells, i));
      } else {
        for (int k = 0; k < cells.counts[i]; k++) {
          Instant at = instant(in, day);
          String id = in.text();
          state.addUnpacked(day, new Mark(at, id, state.readsNumber() ? in.integer() : null));
        }
      }
    }
    int latest = in.count();
    for (int i = 0; i < latest; i++) {
      Instant at = instant(in, 0);
      state.latestMarks().add(new Mark(at, in.text(), null));
    }
    in.end();
  }

  private static DayTally tally(PackedReader in, DayCells cells, int place) {
    DayTally tally = new DayTally();
    tally.count = cells.counts[place];
    if (cells.sums.length > 0) {
      tally.sum = cells.wideSum(place);
      tally.largest = cells.largest(place, place + 1);
    }
    tally.first = instant(in, cells.days[place]);
    tally.last = instant(in, cells.days[place]);
    return tally;
  }

  private static void instant(PackedWriter out, int day, Instant at) {
    out.number(at.getEpochSecond() - day * DAY);
    int nano = at.getNano();
    out.number(nano % MILLISECOND == 0 ? nano / MILLISECOND * 2L : nano * 2L + 1);
  }

  private static Instant instant(PackedReader in, int day) {
    long second = day * DAY + in.number();
    long nano = in.number();
    return in.instant(second, (nano & 1) == 1 ? nano >> 1 : (nano >> 1) * MILLISECOND);
  }
}
