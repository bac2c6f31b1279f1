package io.plumbline.core.population;

import io.plumbline.core.engine.CellColumns;
import io.plumbline.core.engine.DayCells;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The subjects of one partition with their facts in columns.
 *
 * @param rows the subjects' rows in the population, rising
 * @param starts for each signal where the cells of each subject begin, and behind the last
 * @param cells for each signal the day cells of all subjects
 * @param outcomes outcomes of attribute rules found so far, by what they depend on
 */
@SuppressWarnings("ArrayRecordComponent")
record Block(
    int[] rows,
    int[][] starts,
    DayCells[] cells,
    KeptRecords kept,
    long orphans,
    long repeated,
    Map<Object, char[]> outcomes) {

  Block(int[] rows, CellColumns[] columns, KeptRecords kept, long orphans, long repeated) {
    this(
        rows,
        Arrays.stream(columns).map(CellColumns::starts).toArray(int[][]::new),
        Arrays.stream(columns).map(CellColumns::build).toArray(DayCells[]::new),
        kept,
        orphans,
        repeated,
        new ConcurrentHashMap<>());
  }

  int size() {
    return rows.length;
  }

  /** The place of a row among the block's subjects. */
  int place(int row) {
    return Arrays.binarySearch(rows, row);
  }

  /**
   * The distinct records of each subject, kept for explanations.
   *
   * @param segments bytes of records, in the order received
   * @param starts where the records of each subject begin in {@code at}; empty where none are kept
   * @param at segment and position of each record
   */
  @SuppressWarnings("ArrayRecordComponent")
  record KeptRecords(byte[][] segments, int[] starts, long[] at) {
    static final KeptRecords NONE = new KeptRecords(new byte[0][], new int[0], new long[0]);

    static long at(int segment, int position) {
      return ((long) segment << Integer.SIZE) | position;
    }

    /** Points a reader to a record. */
    void point(RecordReader reader, long at) {
      reader.at(segments[(int) (at >>> Integer.SIZE)], (int) at);
    }
  }
}
