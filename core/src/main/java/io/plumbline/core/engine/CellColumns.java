package io.plumbline.core.engine;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the day cells of one signal, subject after subject, run after run. Reused for its
 * arrays; not thread-safe.
 */
public final class CellColumns {
  private static final int FIRST_ROOM = 1 << 10;

  private final boolean numbers;
  private int[] days = new int[FIRST_ROOM];
  private int[] counts = new int[FIRST_ROOM];
  private BigInteger[] sums = {};
  private @Nullable BigInteger[] largest = {};
  private int size;
  private int[] starts = {0};
  private int subjects;

  /**
   * Empty columns.
   *
   * @param numbers whether the signal reads a number of its events
   */
  public CellColumns(boolean numbers) {
    this.numbers = numbers;
  }

  /** Begins a new run of so many subjects. */
  public void begin(int expectedSubjects) {
    starts = new int[expectedSubjects + 1];
    subjects = 0;
    size = 0;
  }

  /** Ends the subject whose events were added last. */
  public void endSubject() {
    starts[++subjects] = size;
  }

  /** Adds an event of the present subject, on its day; of a day at most {@code perDay} count. */
  public void add(int day, int perDay) {
    int begin = starts[subjects];
    int place = size;
    while (place > begin && days[place - 1] > day) {
      place--;
    }
    if (place > begin && days[place - 1] == day) {
      if (perDay == 0 || counts[place - 1] < perDay) {
        counts[place - 1]++;
      }
      return;
    }
    reserve(1);
    if (place < size) {
      System.arraycopy(days, place, days, place + 1, size - place);
      System.arraycopy(counts, place, counts, place + 1, size - place);
    }
    days[place] = day;
    counts[place] = 1;
    size++;
  }

  /** Adds all events of the present subject. */
  public void add(SignalState state) {
    DayCells cells = state.cells();
    int more = cells.days.length;
    reserve(more);
    System.arraycopy(cells.days, 0, days, size, more);
    System.arraycopy(cells.counts, 0, counts, size, more);
    if (numbers) {
      if (sums.length < days.length) {
        sums = Arrays.copyOf(sums, days.length);
        largest = Arrays.copyOf(largest, days.length);
      }
      for (int i = 0; i < more; i++) {
        sums[size + i] = cells.sum(i, i + 1);
        largest[size + i] = cells.largest(i, i + 1);
      }
    }
    size += more;
  }

  private void reserve(int more) {
    if (size + more > days.length) {
      int capacity = Math.max(size + more, Math.addExact(days.length, days.length >> 1));
      days = Arrays.copyOf(days, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
  }

  /** Where the cells of each subject begin, and behind the last. */
  public int[] starts() {
    return starts;
  }

  /** The cells of all subjects. */
  public DayCells build() {
    int[] allDays = Arrays.copyOf(days, size);
    int[] allCounts = Arrays.copyOf(counts, size);
    return numbers
        ? new DayCells(allDays, allCounts, Arrays.copyOf(sums, size), Arrays.copyOf(largest, size))
        : new DayCells(allDays, allCounts);
  }
}
