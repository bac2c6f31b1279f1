package io.plumbline.server.leads;

import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.score.Score;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * All leads, or all accounts, in columns: what lists show, filter and sort by. Writers take turns;
 * readers go segment by segment under its lock and never wait for more than one row to be written.
 */
final class SubjectTable {
  private static final long RENEWED_AFTER = 10_000;

  /** The most names that are remembered; with more, any name may be somebody's. */
  private static final int MOST_NAMES = 10_000;

  private final Segments segments = new Segments();
  private final List<SegmentFacts> facts = new CopyOnWriteArrayList<>();
  private final Map<String, AttributeColumn> attributes = new ConcurrentHashMap<>();
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Map<Long, VersionColumns> versions = new ConcurrentHashMap<>();
  private final LongIntMap rows = new LongIntMap();
  private final List<Integer> free = new ArrayList<>();

  /** Columns that were let go, which whoever began before still reads. */
  private final Set<VersionColumns> gone = Collections.newSetFromMap(new WeakHashMap<>());

  private final Set<AttributeColumn> goneAttributes =
      Collections.newSetFromMap(new WeakHashMap<>());

  private final Set<BitSet> touched = Collections.newSetFromMap(new IdentityHashMap<>());
  private int next;
  private long puts;

  /** What is known of a subject beside its scores. */
  record Known(long key, Subject subject, Instant firstSeen, Instant lastActivity) {}

  int segmentCount() {
    return Math.min(segments.count(), facts.size());
  }

  Lock readLock(int segment) {
    return segments.lock(segment).readLock();
  }

  SegmentFacts facts(int segment) {
    return facts.get(segment);
  }

  synchronized int size() {
    return rows.size();
  }

  Optional<AttributeColumn> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  Collection<String> attributeNames() {
    return attributes.keySet();
  }

  boolean isHeld(String name) {
    return attributes.containsKey(name);
  }

  /** Whether a subject has, or had, an attribute of this name. */
  boolean mayHave(String name) {
    return names.contains(name) || names.size() >= MOST_NAMES;
  }

  Optional<VersionColumns> version(long key) {
    return Optional.ofNullable(versions.get(key));
  }

  /** Puts a subject and all its scores as they are after a commit. */
  synchronized void put(Known known, Map<Long, Score> scores) {
    int row = row(known.key());
    touched.forEach(rowsSeen -> rowsSeen.set(row));
    write(
        row,
        () -> {
          putFacts(row, known);
          putScores(row, scores);
        });
    renewWasteful();
  }

  /** Puts the last activity of a subject and its scores; the rest is as it was put before. */
  synchronized void putActivity(Known known, Map<Long, Score> scores) {
    int row = rows.get(known.key());
    if (row == LongIntMap.NONE) {
      put(known, scores);
      return;
    }
    write(
        row,
        () -> {
          SegmentFacts segment = facts.get(Segments.of(row));
          segment.active(Segments.within(row), known.lastActivity());
          putScores(row, scores);
        });
  }

  private void putScores(int row, Map<Long, Score> scores) {
    versions.forEach((version, columns) -> put(row, columns, scores.get(version)));
  }

  private static void put(int row, VersionColumns columns, @Nullable Score score) {
    if (score == null) {
      columns.clear(row);
    } else {
      columns.set(row, score);
    }
  }

  private void putFacts(int row, Known known) {
    SegmentFacts segment = facts.get(Segments.of(row));
    Subject subject = known.subject();
    byte[] id = subject.id().getBytes(StandardCharsets.UTF_8);
    segment.set(Segments.within(row), known, id, SearchText.of(subject));
    Map<String, Value> values = subject.attributes();
    attributes.forEach((name, column) -> column.set(row, Optional.ofNullable(values.get(name))));
    goneAttributes.forEach(it -> it.set(row, Optional.ofNullable(values.get(it.name()))));
    for (String name : values.keySet()) {
      if (!mayHave(name)) {
        names.add(name);
      }
    }
  }

  private int row(long key) {
    int known = rows.get(key);
    if (known != LongIntMap.NONE) {
      return known;
    }
    int row = free.isEmpty() ? next++ : free.remove(free.size() - 1);
    rows.put(key, row);
    if (Segments.of(row) >= facts.size()) {
      segments.reach(row);
      facts.add(new SegmentFacts());
    }
    return row;
  }

  /** Takes out a subject that is none any more. */
  synchronized void remove(long key) {
    int row = rows.get(key);
    if (row == LongIntMap.NONE) {
      return;
    }
    touched.forEach(rowsSeen -> rowsSeen.set(row));
    write(
        row,
        () -> {
          facts.get(Segments.of(row)).clear(Segments.within(row));
          attributes.values().forEach(column -> column.set(row, Optional.empty()));
          goneAttributes.forEach(column -> column.set(row, Optional.empty()));
          versions.values().forEach(columns -> columns.clear(row));
          gone.forEach(columns -> columns.clear(row));
        });
    rows.remove(key);
    free.add(row);
  }

  private void renewWasteful() {
    if (++puts % RENEWED_AFTER == 0) {
      int subjects = rows.size();
      attributes.replaceAll(
          (name, column) -> column.isWasteful(subjects) ? renewed(column) : column);
    }
  }

  private AttributeColumn renewed(AttributeColumn column) {
    goneAttributes.add(column);
    return column.renewed();
  }

  /** Sets which versions have columns; those of others are let go. */
  synchronized void keep(Map<Long, ScoreLabels> wanted) {
    versions.forEach(
        (key, columns) -> {
          if (!wanted.containsKey(key)) {
            gone.add(columns);
          }
        });
    versions.keySet().retainAll(wanted.keySet());
    wanted.forEach((key, labels) -> versions.computeIfAbsent(key, k -> new VersionColumns(labels)));
  }

  /** Makes columns for attributes that have none; with nobody there they are complete. */
  synchronized void hold(Collection<String> names) {
    for (String name : names) {
      AttributeColumn column = attributes.computeIfAbsent(name, AttributeColumn::new);
      if (rows.size() == 0) {
        column.complete();
      }
    }
  }

  /** Gives up the columns of attributes. */
  synchronized void letGo(Collection<String> names) {
    for (String name : names) {
      AttributeColumn column = attributes.remove(name);
      if (column != null) {
        goneAttributes.add(column);
      }
    }
  }

  boolean isComplete(String name) {
    return attribute(name).filter(AttributeColumn::isComplete).isPresent();
  }

  /** Puts the score of a subject under a version, if the subject is there. */
  synchronized void putScore(VersionColumns columns, long key, Score score) {
    int row = rows.get(key);
    if (row != LongIntMap.NONE) {
      write(row, () -> columns.set(row, score));
    }
  }

  void putScores(VersionColumns columns, Map<Long, Score> scores) {
    scores.forEach((key, score) -> putScore(columns, key, score));
  }

  private void write(int row, Runnable change) {
    Lock lock = segments.lock(Segments.of(row)).writeLock();
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins to fill columns from a picture of the store that is about to be taken: what is put from
   * now on is newer than it.
   */
  synchronized Filling fill(List<AttributeColumn> columns) {
    BitSet seen = new BitSet();
    touched.add(seen);
    return new Filling(columns, seen);
  }

  /** Fills columns with what a picture of the store says, where nothing newer was put since. */
  final class Filling implements AutoCloseable {
    private final List<AttributeColumn> columns;
    private final BitSet seen;

    private Filling(List<AttributeColumn> columns, BitSet seen) {
      this.columns = columns;
      this.seen = seen;
    }

    void attributes(long key, Map<String, Value> values) {
      synchronized (SubjectTable.this) {
        int row = rows.get(key);
        if (row != LongIntMap.NONE && !seen.get(row)) {
          SubjectTable.this.write(row, () -> set(row, values));
        }
      }
    }

    private void set(int row, Map<String, Value> values) {
      for (AttributeColumn column : columns) {
        column.set(row, Optional.ofNullable(values.get(column.name())));
      }
    }

    /** Says that all there was has been filled in. */
    void complete() {
      columns.forEach(AttributeColumn::complete);
    }

    @Override
    public void close() {
      synchronized (SubjectTable.this) {
        touched.remove(seen);
      }
    }
  }

  /** Bytes that the columns take, for measuring. */
  synchronized long footprint() {
    long bytes = rows.footprint();
    for (SegmentFacts segment : facts) {
      bytes += segment.footprint();
    }
    for (AttributeColumn column : attributes.values()) {
      bytes += column.footprint();
    }
    for (VersionColumns columns : versions.values()) {
      bytes += columns.footprint();
    }
    return bytes;
  }
}
