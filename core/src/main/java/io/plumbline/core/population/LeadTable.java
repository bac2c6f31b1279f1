package io.plumbline.core.population;

import io.plumbline.core.population.Population.Duplicate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All leads of an intake, numbered in the order received, those with an id already seen left out;
 * and for each partition the rows that fall into it.
 */
final class LeadTable {
  final LeadLane[] lanes;
  private final int[] laneStarts;
  final int size;
  final byte[] idBytes;
  final int[] idStarts;
  private final long[] hashes;
  private final int[] laneOf;
  private final int[] placeInLane;
  final int[][] partitions;
  final List<Duplicate> duplicates = new ArrayList<>();

  LeadTable(List<LeadLane> ordered, int threads) {
    lanes = ordered.toArray(LeadLane[]::new);
    laneStarts = new int[lanes.length + 1];
    long bytes = 0;
    for (int i = 0; i < lanes.length; i++) {
      laneStarts[i + 1] = Math.addExact(laneStarts[i], lanes[i].size);
      bytes += lanes[i].idStart(lanes[i].size);
    }
    int received = laneStarts[lanes.length];
    long[] allHashes = new long[received];
    for (int i = 0; i < lanes.length; i++) {
      System.arraycopy(lanes[i].hashes, 0, allHashes, laneStarts[i], lanes[i].size);
    }
    int[][] receivedIn = scatter(allHashes);
    boolean[] repeated = new boolean[received];
    Workers.run(threads, receivedIn.length, p -> markRepeated(receivedIn[p], allHashes, repeated));
    size = received - count(repeated);
    if (bytes > Integer.MAX_VALUE - 16) {
      throw new IllegalStateException("ids of leads take over 2 GiB");
    }
    idBytes = new byte[(int) bytes];
    idStarts = new int[size + 1];
    hashes = new long[size];
    laneOf = new int[size];
    placeInLane = new int[size];
    keep(repeated, allHashes);
    partitions = scatter(hashes);
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  private static int[][] scatter(long[] hashes) {
    int[] counts = new int[FactIntake.PARTITIONS];
    for (long hash : hashes) {
      counts[FactIntake.partition(hash)]++;
    }
    int[][] rows = new int[FactIntake.PARTITIONS][];
    for (int p = 0; p < rows.length; p++) {
      rows[p] = new int[counts[p]];
    }
    Arrays.fill(counts, 0);
    for (int row = 0; row < hashes.length; row++) {
      int p = FactIntake.partition(hashes[row]);
      rows[p][counts[p]++] = row;
    }
    return rows;
  }

  private void markRepeated(int[] rows, long[] allHashes, boolean[] repeated) {
    int mask = tableSize(rows.length) - 1;
    int[] table = new int[mask + 1];
    for (int row : rows) {
      int slot = (int) allHashes[row] & mask;
      while (table[slot] != 0 && !sameReceived(table[slot] - 1, row, allHashes)) {
        slot = (slot + 1) & mask;
      }
      if (table[slot] == 0) {
        table[slot] = row + 1;
      } else {
        repeated[row] = true;
      }
    }
  }

  private boolean sameReceived(int a, int b, long[] allHashes) {
    if (allHashes[a] != allHashes[b]) {
      return false;
    }
    LeadLane laneA = lanes[laneOfReceived(a)];
    LeadLane laneB = lanes[laneOfReceived(b)];
    int placeA = a - laneStarts[laneOfReceived(a)];
    int placeB = b - laneStarts[laneOfReceived(b)];
    return Arrays.equals(
        laneA.ids,
        laneA.idStart(placeA),
        laneA.idEnds[placeA],
        laneB.ids,
        laneB.idStart(placeB),
        laneB.idEnds[placeB]);
  }

  private int laneOfReceived(int row) {
    int found = Arrays.binarySearch(laneStarts, row);
    int lane = found >= 0 ? found : -found - 2;
    while (laneStarts[lane + 1] == laneStarts[lane]) {
      lane++;
    }
    return lane;
  }

  static int tableSize(int entries) {
    return Math.max(4, Integer.highestOneBit(Math.max(1, entries)) << 2);
  }

  private void keep(boolean[] repeated, long[] allHashes) {
    int row = 0;
    int end = 0;
    for (int l = 0; l < lanes.length; l++) {
      LeadLane lane = lanes[l];
      for (int i = 0; i < lane.size; i++) {
        int start = lane.idStart(i);
        int length = lane.idEnds[i] - start;
        if (repeated[laneStarts[l] + i]) {
          String id = new String(lane.ids, start, length, StandardCharsets.UTF_8);
          duplicates.add(new Duplicate(lane.chunk, lane.lines[i], id));
          continue;
        }
        System.arraycopy(lane.ids, start, idBytes, end, length);
        end += length;
        hashes[row] = allHashes[laneStarts[l] + i];
        laneOf[row] = l;
        placeInLane[row] = i;
        idStarts[++row] = end;
      }
    }
  }

  long hash(int row) {
    return hashes[row];
  }

  int laneNumber(int row) {
    return laneOf[row];
  }

  int placeInLane(int row) {
    return placeInLane[row];
  }

  LeadLane lane(int row) {
    return lanes[laneOf[row]];
  }

  /** How many leads' value of a column is unknown. */
  long unknown(int column) {
    long unknown = 0;
    for (int row = 0; row < size; row++) {
      unknown += lane(row).code(placeInLane[row], column) == LeadSink.UNKNOWN ? 1 : 0;
    }
    return unknown;
  }
}
