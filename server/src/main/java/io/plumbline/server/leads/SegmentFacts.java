package io.plumbline.server.leads;

import io.plumbline.server.leads.SubjectTable.Known;
import java.time.Instant;
import java.util.BitSet;

/**
 * What a segment's rows hold beside attributes and scores. Written and read under the segment's
 * lock.
 */
final class SegmentFacts {
  /** The micros of what never was. */
  static final long NEVER = Long.MIN_VALUE;

  private static final long MICROS = 1_000_000;
  private static final long MOST_SECONDS = Long.MAX_VALUE / MICROS - 1;

  private final BitSet alive = new BitSet(Segments.ROWS);
  private final long[] keys = new long[Segments.ROWS];
  private final long[] created = new long[Segments.ROWS];
  private final long[] active = new long[Segments.ROWS];
  private final TextLane texts = new TextLane();

  void set(int row, Known known, byte[] id, byte[] search) {
    alive.set(row);
    keys[row] = known.key();
    created[row] = micros(known.firstSeen());
    active(row, known.lastActivity());
    texts.set(row, id, search);
  }

  void active(int row, Instant lastActivity) {
    active[row] = micros(lastActivity);
  }

  void clear(int row) {
    alive.clear(row);
    texts.set(row, new byte[0], new byte[0]);
  }

  /** Lists the rows in use, and says how many they are. */
  int rows(int[] into) {
    int count = 0;
    for (int row = alive.nextSetBit(0); row >= 0; row = alive.nextSetBit(row + 1)) {
      into[count++] = row;
    }
    return count;
  }

  boolean isAlive(int row) {
    return alive.get(row);
  }

  long key(int row) {
    return keys[row];
  }

  long created(int row) {
    return created[row];
  }

  long active(int row) {
    return active[row];
  }

  TextLane texts() {
    return texts;
  }

  /** Microseconds since the epoch, which lists are exact to. */
  static long micros(Instant instant) {
    if (instant.equals(Instant.MIN)) {
      return NEVER;
    }
    long seconds = Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, instant.getEpochSecond()));
    return seconds * MICROS + instant.getNano() / 1000;
  }

  static Instant instant(long micros) {
    long seconds = Math.floorDiv(micros, MICROS);
    return Instant.ofEpochSecond(seconds, Math.floorMod(micros, MICROS) * 1000);
  }

  long footprint() {
    return 24L * Segments.ROWS + 512 + texts.footprint();
  }
}
