package io.plumbline.core.population;

import io.plumbline.core.engine.CellColumns;
import io.plumbline.core.engine.DayCells;
import io.plumbline.core.engine.SignalNode;
import io.plumbline.core.engine.SignalState;
import io.plumbline.core.fact.ZoneDays;
import io.plumbline.core.population.Block.KeptRecords;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folds the records of one partition: groups them by lead, drops repetitions, fills columns. */
final class BlockFold {
  private final List<SignalNode> signals;
  private final ZoneDays zone;
  private final LeadTable leads;
  private final int[] rows;
  private final int[][] classes;
  private final int[][] readingClasses;
  private final byte[][] segments;
  private final int[] segmentSizes;
  private final int[] table;
  private final CellColumns[] columns;
  private final @Nullable SignalState[] states;
  private final RecordReader reader = new RecordReader();
  private int records;
  private int[] leadOf;
  private long[] at;
  private int[] idHashes;
  private int[] classOf;
  private int[] dayOf;
  private long orphans;
  private long repeated;
  private int[] seen = {};

  BlockFold(FactIntake intake, LeadTable leads, int partition, List<RecordWriter> writers) {
    signals = intake.compiled().signals();
    zone = intake.compiled().zone();
    this.leads = leads;
    rows = leads.partitions[partition];
    classes = intake.classes().all();
    readingClasses = new int[classes.length][];
    for (int c = 0; c < classes.length; c++) {
      readingClasses[c] = intake.classes().reading(c);
    }
    segments = writers.stream().map(writer -> writer.bytes).toArray(byte[][]::new);
    segmentSizes = writers.stream().mapToInt(writer -> writer.size).toArray();
    table = leadTable();
    int guess = 64 + Arrays.stream(segmentSizes).sum() / 16;
    leadOf = new int[guess];
    at = new long[guess];
    idHashes = new int[guess];
    classOf = new int[guess];
    dayOf = new int[guess];
    columns = new CellColumns[signals.size()];
    for (int s = 0; s < columns.length; s++) {
      columns[s] = new CellColumns(rows.length, signals.get(s).readsNumber());
    }
    states = new SignalState[signals.size()];
  }

  private int[] leadTable() {
    int[] places = new int[LeadTable.tableSize(rows.length)];
    int mask = places.length - 1;
    for (int i = 0; i < rows.length; i++) {
      int slot = (int) leads.hash(rows[i]) & mask;
      while (places[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      places[slot] = i + 1;
    }
    return places;
  }

  /** Folds everything; what explanations need of the records is kept if asked for. */
  Block fold(boolean explainable) {
    for (int segment = 0; segment < segments.length; segment++) {
      scan(segment);
    }
    int[] starts = new int[rows.length + 1];
    int[] order = groupByLead(starts);
    int[] keptStarts = explainable ? new int[rows.length + 1] : new int[0];
    long[] kept = explainable ? new long[records] : new long[0];
    int keptSize = 0;
    for (int lead = 0; lead < rows.length; lead++) {
      int distinct = dropRepeated(order, starts[lead], starts[lead + 1]);
      for (int i = starts[lead]; i < distinct; i++) {
        foldRecord(order[i]);
        if (explainable) {
          kept[keptSize++] = at[order[i]];
        }
      }
      endLead();
      if (explainable) {
        keptStarts[lead + 1] = keptSize;
      }
    }
    KeptRecords forProof =
        explainable
            ? new KeptRecords(segments, keptStarts, Arrays.copyOf(kept, keptSize))
            : KeptRecords.NONE;
    return new Block(this, forProof);
  }

  private void scan(int segment) {
    byte[] bytes = segments[segment];
    int size = segmentSizes[segment];
    reader.at(bytes, 0);
    while (reader.position < size) {
      int position = reader.position;
      reader.read();
      reader.skipNumbers(readingClasses[reader.eventClass].length);
      int lead = lead(bytes);
      if (lead < 0) {
        orphans++;
        continue;
      }
      if (records == leadOf.length) {
        growRecords();
      }
      leadOf[records] = lead;
      at[records] = KeptRecords.at(segment, position);
      idHashes[records] =
          reader.idFrom == reader.idTo
              ? 0
              : (int) (IdHash.of(bytes, reader.idFrom, reader.idTo) >>> 32) | 1;
      classOf[records] = reader.eventClass;
      dayOf[records] = reader.eventClass == EventClasses.NOTHING ? 0 : zone.day(reader.epochSecond);
      records++;
    }
  }

  private void growRecords() {
    int capacity = Math.addExact(records, records >> 1);
    leadOf = Arrays.copyOf(leadOf, capacity);
    at = Arrays.copyOf(at, capacity);
    idHashes = Arrays.copyOf(idHashes, capacity);
    classOf = Arrays.copyOf(classOf, capacity);
    dayOf = Arrays.copyOf(dayOf, capacity);
  }

  private int lead(byte[] bytes) {
    long hash = IdHash.of(bytes, reader.leadFrom, reader.leadTo);
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (table[slot] != 0) {
      int row = rows[table[slot] - 1];
      if (leads.hash(row) == hash
          && Arrays.equals(
              bytes,
              reader.leadFrom,
              reader.leadTo,
              leads.idBytes,
              leads.idStarts[row],
              leads.idStarts[row + 1])) {
        return table[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** The records in the order of their leads, of one lead in the order received. */
  private int[] groupByLead(int[] starts) {
    for (int i = 0; i < records; i++) {
      starts[leadOf[i] + 1]++;
    }
    for (int lead = 0; lead < rows.length; lead++) {
      starts[lead + 1] += starts[lead];
    }
    int[] next = Arrays.copyOf(starts, rows.length);
    int[] order = new int[records];
    for (int i = 0; i < records; i++) {
      order[next[leadOf[i]]++] = i;
    }
    return order;
  }

  /** Moves the distinct events of a lead to the front, in order; tells where they end. */
  private int dropRepeated(int[] order, int from, int to) {
    int count = to - from;
    if (count < 2) {
      return to;
    }
    int size = LeadTable.tableSize(count);
    if (seen.length < size) {
      seen = new int[size];
    } else {
      Arrays.fill(seen, 0, size, 0);
    }
    int end = from;
    for (int i = from; i < to; i++) {
      if (idHashes[order[i]] == 0 || isFirst(order[i], size - 1)) {
        order[end++] = order[i];
      } else {
        repeated++;
      }
    }
    return end;
  }

  private boolean isFirst(int candidate, int mask) {
    int slot = (idHashes[candidate] >>> 1) & mask;
    while (seen[slot] != 0) {
      int other = seen[slot] - 1;
      if (idHashes[other] == idHashes[candidate] && sameId(other, candidate)) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    seen[slot] = candidate + 1;
    return true;
  }

  private boolean sameId(int a, int b) {
    pointTo(at[a]);
    byte[] bytes = reader.bytes;
    int from = reader.idFrom;
    int to = reader.idTo;
    pointTo(at[b]);
    return Arrays.equals(bytes, from, to, reader.bytes, reader.idFrom, reader.idTo);
  }

  private void pointTo(long record) {
    reader.at(segments[(int) (record >>> Integer.SIZE)], (int) record);
    reader.read();
  }

  private void foldRecord(int record) {
    int eventClass = classOf[record];
    int day = dayOf[record];
    boolean reads = readingClasses[eventClass].length > 0;
    if (reads) {
      pointTo(at[record]);
    }
    for (int member : classes[eventClass]) {
      SignalNode signal = signals.get(member);
      if (reads && signal.readsNumber()) {
        foldNumber(member, day);
      } else {
        columns[member].add(day, signal.perDay());
      }
    }
  }

  private void foldNumber(int member, int day) {
    SignalState state = states[member];
    if (state == null) {
      state = new SignalState(signals.get(member));
      states[member] = state;
    }
    state.fold(day, reader.at(), reader.id(), reader.nextNumber());
  }

  private void endLead() {
    for (int s = 0; s < columns.length; s++) {
      SignalState state = states[s];
      if (state != null) {
        columns[s].add(state);
        states[s] = null;
      }
      columns[s].endSubject();
    }
  }

  int[] rows() {
    return rows;
  }

  int[][] starts() {
    return Arrays.stream(columns).map(CellColumns::starts).toArray(int[][]::new);
  }

  DayCells[] cells() {
    return Arrays.stream(columns).map(CellColumns::build).toArray(DayCells[]::new);
  }

  long orphans() {
    return orphans;
  }

  long repeated() {
    return repeated;
  }
}
