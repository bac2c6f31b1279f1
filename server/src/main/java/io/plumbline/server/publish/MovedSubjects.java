package io.plumbline.server.publish;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Those whose score changes, each in a few bytes: the key, the totals, and the labels before and
 * after, of which there are few. Beyond a bound no more are kept. Not thread-safe.
 */
final class MovedSubjects {
  /** How many are kept. */
  static final int MOST = 1_000_000;

  private static final long NONE = Long.MIN_VALUE;

  private final List<Map<String, String>> labels = new ArrayList<>();
  private final Map<Map<String, String>, Integer> numbers = new HashMap<>();
  private long[] keys = new long[64];
  private long[] totals = new long[128];
  private int[] sides = new int[128];
  private int size;
  private boolean complete = true;

  /** One of them; no total where it has none. */
  record Moved(
      long key,
      Optional<Points> totalBefore,
      Optional<Points> totalAfter,
      Map<String, String> labelsBefore,
      Map<String, String> labelsAfter) {}

  void add(long key, Optional<Score> before, Optional<Score> after) {
    if (makeRoom()) {
      keys[size] = key;
      totals[2 * size] = total(before);
      totals[2 * size + 1] = total(after);
      sides[2 * size] = number(Moves.labels(before));
      sides[2 * size + 1] = number(Moves.labels(after));
      size++;
    }
  }

  private boolean makeRoom() {
    if (size == MOST) {
      complete = false;
      return false;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      totals = Arrays.copyOf(totals, size * 4);
      sides = Arrays.copyOf(sides, size * 4);
    }
    return true;
  }

  private static long total(Optional<Score> score) {
    return score.flatMap(Score::total).map(Points::thousandths).orElse(NONE);
  }

  private int number(Map<String, String> label) {
    return numbers.computeIfAbsent(
        label,
        it -> {
          labels.add(Map.copyOf(it));
          return labels.size() - 1;
        });
  }

  void addAll(MovedSubjects other) {
    int[] mine = new int[other.labels.size()];
    for (int i = 0; i < mine.length; i++) {
      mine[i] = number(other.labels.get(i));
    }
    for (int i = 0; i < other.size && makeRoom(); i++) {
      keys[size] = other.keys[i];
      totals[2 * size] = other.totals[2 * i];
      totals[2 * size + 1] = other.totals[2 * i + 1];
      sides[2 * size] = mine[other.sides[2 * i]];
      sides[2 * size + 1] = mine[other.sides[2 * i + 1]];
      size++;
    }
    complete &= other.complete;
  }

  /** Whether all that changed are here. */
  boolean isComplete() {
    return complete;
  }

  /** Puts them in the order of their keys, which paging goes by. */
  MovedSubjects sorted() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingLong(i -> keys[i]));
    long[] newKeys = new long[size];
    long[] newTotals = new long[2 * size];
    int[] newSides = new int[2 * size];
    for (int i = 0; i < size; i++) {
      int from = order[i];
      newKeys[i] = keys[from];
      System.arraycopy(totals, 2 * from, newTotals, 2 * i, 2);
      System.arraycopy(sides, 2 * from, newSides, 2 * i, 2);
    }
    MovedSubjects sorted = new MovedSubjects();
    sorted.labels.addAll(labels);
    sorted.numbers.putAll(numbers);
    sorted.keys = newKeys;
    sorted.totals = newTotals;
    sorted.sides = newSides;
    sorted.size = size;
    sorted.complete = complete;
    return sorted;
  }

  /** Up to a number of those above a key whose labels before and after are wanted; sorted. */
  List<Moved> page(
      long above, int limit, BiPredicate<Map<String, String>, Map<String, String>> wanted) {
    int found = Arrays.binarySearch(keys, 0, size, above);
    List<Moved> page = new ArrayList<>();
    for (int i = found < 0 ? -found - 1 : found + 1; i < size && page.size() < limit; i++) {
      if (wanted.test(labels.get(sides[2 * i]), labels.get(sides[2 * i + 1]))) {
        page.add(moved(i));
      }
    }
    return page;
  }

  /** Those whose total rises most, or falls most, the most first. */
  List<Moved> top(int limit, boolean rising) {
    List<Integer> best = new ArrayList<>(limit + 1);
    Comparator<Integer> order =
        Comparator.comparingLong((Integer i) -> rising ? -rise(i) : rise(i))
            .thenComparingLong(i -> keys[i]);
    for (int i = 0; i < size; i++) {
      boolean moves = rising ? rise(i) > 0 : rise(i) < 0;
      boolean better =
          moves && (best.size() < limit || order.compare(i, best.get(best.size() - 1)) < 0);
      if (better) {
        int place = Arrays.binarySearch(best.toArray(new Integer[0]), i, order);
        best.add(-place - 1, i);
        if (best.size() > limit) {
          best.remove(limit);
        }
      }
    }
    return best.stream().map(this::moved).toList();
  }

  private long rise(int i) {
    long before = totals[2 * i];
    long after = totals[2 * i + 1];
    return before == NONE || after == NONE ? 0 : after - before;
  }

  private Moved moved(int i) {
    return new Moved(
        keys[i],
        points(totals[2 * i]),
        points(totals[2 * i + 1]),
        labels.get(sides[2 * i]),
        labels.get(sides[2 * i + 1]));
  }

  private static Optional<Points> points(long thousandths) {
    return thousandths == NONE ? Optional.empty() : Optional.of(new Points(thousandths));
  }
}
