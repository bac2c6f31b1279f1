package io.plumbline.server.leads;

import io.plumbline.core.fact.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Lock;

/**
 * One run of a query over all rows: keeps the first so many after a place. Each segment is read
 * under its lock; those that do not change while it runs are found exactly once, at their place.
 */
final class ListScan {
  private final SubjectTable table;
  private final ScoreView view;
  private final ListedColumns columns;
  private final RowTest[] tests;
  private final RowKey[] keys;
  private final boolean idFalling;
  private final Optional<Needle> needle;
  private final int[] rows = new int[Segments.ROWS];
  private long matching;

  /**
   * What was found.
   *
   * @param spots where they were
   * @param more whether others follow
   * @param matching how many subjects fulfil the filters, before and after the place too
   */
  record Found(List<Spot> spots, boolean more, long matching) {}

  /** Where a found subject was. */
  record Spot(int segment, int row, long key, ListPlace place) {}

  ListScan(SubjectTable table, ScoreView view, ListedColumns columns, ListQuery query) {
    this.table = table;
    this.view = view;
    this.columns = columns;
    RowTests compiler = new RowTests(table, view, columns);
    tests = query.filters().stream().map(compiler::compile).toArray(RowTest[]::new);
    keys = new RowKeys(table, view, columns).compile(query.sort());
    idFalling =
        query.sort().stream()
            .filter(by -> by.figure() == SortBy.Figure.ID)
            .findFirst()
            .filter(SortBy::falling)
            .isPresent();
    needle = SearchText.needle(query.search());
  }

  int keys() {
    return keys.length;
  }

  /** The first so many after a place. */
  Found run(int limit, Optional<ListPlace> after) {
    PriorityQueue<Candidate> first =
        new PriorityQueue<>(limit + 2, ((Comparator<Candidate>) this::compare).reversed());
    int segments = table.segmentCount();
    int stride = stride(segments);
    // Subjects often lie in the order asked for. Segments visited here and there raise the bar
    // early, whichever end the best ones lie at.
    for (int i = 0; i < segments; i++) {
      int segment = (int) ((long) i * stride % segments);
      Lock lock = table.readLock(segment);
      lock.lock();
      try {
        scan(segment, limit + 1, after, first);
      } finally {
        lock.unlock();
      }
    }
    List<Candidate> found = new ArrayList<>(first);
    found.sort(this::compare);
    boolean more = found.size() > limit;
    List<Candidate> shown = more ? found.subList(0, limit) : found;
    return new Found(shown.stream().map(this::spot).toList(), more, matching);
  }

  private static int stride(int segments) {
    int stride = Math.max(1, (int) (segments * 0.618));
    while (gcd(stride, segments) > 1) {
      stride++;
    }
    return stride;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private void scan(
      int segment, int most, Optional<ListPlace> after, PriorityQueue<Candidate> first) {
    enter(segment);
    SegmentFacts facts = table.facts(segment);
    int count = select(facts, facts.rows(rows));
    matching += count;
    Optional<Bound> bound = after.map(Bound::new);
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      Candidate worst = first.size() < most ? null : first.peek();
      if (worst != null && compare(facts, row, worst) >= 0) {
        continue;
      }
      if (bound.isPresent() && bound.get().compare(facts, row) <= 0) {
        continue;
      }
      if (worst != null) {
        first.poll();
      }
      first.add(new Candidate(segment, row, facts, keys));
    }
  }

  private void enter(int segment) {
    view.enter(segment);
    for (RowTest test : tests) {
      test.enter(segment);
    }
    for (RowKey key : keys) {
      key.enter(segment);
    }
  }

  /** Keeps the rows that fulfil all filters, one filter after the other, the search last. */
  private int select(SegmentFacts facts, int count) {
    int kept = count;
    for (RowTest test : tests) {
      int passed = 0;
      for (int i = 0; i < kept; i++) {
        int row = rows[i];
        if (test.test(row)) {
          rows[passed++] = row;
        }
      }
      kept = passed;
    }
    if (needle.isEmpty()) {
      return kept;
    }
    int passed = 0;
    for (int i = 0; i < kept; i++) {
      int row = rows[i];
      if (facts.texts().contains(row, needle.get())) {
        rows[passed++] = row;
      }
    }
    return passed;
  }

  private int compare(Candidate left, Candidate right) {
    for (int i = 0; i < keys.length; i++) {
      int order = Long.compare(left.ranks[i], right.ranks[i]);
      if (order == 0) {
        order = keys[i].compareExactly(left.numbers[i], right.numbers[i]);
      }
      if (order != 0) {
        return order;
      }
    }
    int order = Arrays.compareUnsigned(left.id, right.id);
    return idFalling ? -order : order;
  }

  private int compare(SegmentFacts facts, int row, Candidate other) {
    for (int i = 0; i < keys.length; i++) {
      int order = Long.compare(keys[i].rankOf(row), other.ranks[i]);
      if (order == 0) {
        order = keys[i].compareExactly(keys[i].numberOf(row), other.numbers[i]);
      }
      if (order != 0) {
        return order;
      }
    }
    int order = facts.texts().compareId(row, other.id);
    return idFalling ? -order : order;
  }

  /** The place after which a page begins. */
  private final class Bound {
    private final ListPlace place;
    private final byte[] id;

    Bound(ListPlace place) {
      this.place = place;
      id = place.id().getBytes(StandardCharsets.UTF_8);
    }

    int compare(SegmentFacts facts, int row) {
      for (int i = 0; i < keys.length; i++) {
        int order = Long.compare(keys[i].rankOf(row), place.ranks().get(i));
        if (order == 0) {
          order = keys[i].compareExactly(keys[i].numberOf(row), place.values().get(i));
        }
        if (order != 0) {
          return order;
        }
      }
      int order = facts.texts().compareId(row, id);
      return idFalling ? -order : order;
    }
  }

  private Spot spot(Candidate candidate) {
    List<Long> ranks = Arrays.stream(candidate.ranks).boxed().toList();
    List<Optional<Value>> values = new ArrayList<>(keys.length);
    for (int i = 0; i < keys.length; i++) {
      values.add(keys[i].value(candidate.numbers[i]));
    }
    String id = new String(candidate.id, StandardCharsets.UTF_8);
    ListPlace place = new ListPlace(ranks, values, id);
    return new Spot(candidate.segment, candidate.row, candidate.key, place);
  }

  /**
   * Shows a found subject as it is now; nothing where it changed meanwhile so that it does not
   * belong to the list any more.
   */
  Optional<ListedSubject> show(Spot spot) {
    Lock lock = table.readLock(spot.segment());
    lock.lock();
    try {
      SegmentFacts facts = table.facts(spot.segment());
      int row = spot.row();
      if (!facts.isAlive(row) || facts.key(row) != spot.key()) {
        return Optional.empty();
      }
      enter(spot.segment());
      rows[0] = row;
      return select(facts, 1) == 1
          ? Optional.of(shown(spot.segment(), facts, row))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private ListedSubject shown(int segment, SegmentFacts facts, int row) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (String name : columns.shown()) {
      columns
          .of(name)
          .value((segment << Segments.BITS) + row)
          .ifPresent(value -> values.put(name, value));
    }
    long active = facts.active(row);
    return new ListedSubject(
        facts.texts().id(row),
        SegmentFacts.instant(facts.created(row)),
        active == SegmentFacts.NEVER ? Optional.empty() : Optional.of(SegmentFacts.instant(active)),
        Optional.ofNullable(view.at(row)).map(slab -> slab.show(row)),
        values);
  }
}
