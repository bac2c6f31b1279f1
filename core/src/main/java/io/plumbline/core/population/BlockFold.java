package io.plumbline.core.population;

import io.plumbline.core.engine.CellColumns;
import io.plumbline.core.engine.SignalNode;
import io.plumbline.core.engine.SignalState;
import io.plumbline.core.fact.ZoneDays;
import io.plumbline.core.population.Block.KeptRecords;
import io.plumbline.core.population.EventLane.Segment;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds the records of partitions, one after the other: groups them by lead, drops repetitions,
 * fills columns. Reused for its arrays; not thread-safe.
 */
final class BlockFold {
  private static final int FIRST_ROOM = 1 << 12;

  private final SignalNode[] signals;
  private final int[] limits;
  private final ZoneDays zone;
  private final int[][] classes;
  private final int[][] readingClasses;
  private final boolean explainable;
  private final LocalLeads local = new LocalLeads();
  private final CellColumns[] columns;
  private final @Nullable SignalState[] states;
  private final RecordReader reader = new RecordReader();
  private byte[][] segments = {};
  private int records;
  private int[] leadOf = new int[FIRST_ROOM];
  private long[] at = new long[FIRST_ROOM];
  private int[] idHashes = new int[FIRST_ROOM];
  private int[] classOf = new int[FIRST_ROOM];
  private int[] dayOf = new int[FIRST_ROOM];
  private int[] order = new int[FIRST_ROOM];
  private int[] seen = {};
  private long orphans;
  private long repeated;

  BlockFold(FactIntake intake) {
    signals = intake.compiled().signals().toArray(SignalNode[]::new);
    limits = Arrays.stream(signals).mapToInt(SignalNode::perDay).toArray();
    zone = intake.compiled().zone();
    explainable = intake.options().explainable();
    classes = intake.classes().all();
    readingClasses = new int[classes.length][];
    for (int c = 0; c < classes.length; c++) {
      readingClasses[c] = intake.classes().reading(c);
    }
    columns = new CellColumns[signals.length];
    for (int s = 0; s < columns.length; s++) {
      columns[s] = new CellColumns(signals[s].readsNumber());
    }
    states = new SignalState[signals.length];
  }

  /** Folds one partition. */
  Block fold(LeadTable leads, int[] rows, List<Segment> received) {
    records = 0;
    orphans = 0;
    repeated = 0;
    segments = received.stream().map(Segment::bytes).toArray(byte[][]::new);
    local.load(leads, rows);
    for (CellColumns column : columns) {
      column.begin(rows.length);
    }
    for (int segment = 0; segment < segments.length; segment++) {
      scan(segment, received.get(segment).size());
    }
    int[] starts = groupByLead(rows.length);
    KeptRecords kept = foldLeads(rows.length, starts);
    Block block = new Block(rows, columns, kept, orphans, repeated);
    segments = new byte[0][];
    return block;
  }

  private void scan(int segment, int size) {
    byte[] bytes = segments[segment];
    reader.at(bytes, 0);
    while (reader.position < size) {
      int position = reader.position;
      reader.read();
      int eventClass = reader.eventClass;
      int numbers = readingClasses[eventClass].length;
      if (numbers > 0) {
        reader.skipNumbers(numbers);
      }
      int lead = local.find(bytes, reader.leadFrom, reader.leadTo);
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
      classOf[records] = eventClass;
      dayOf[records] = eventClass == EventClasses.NOTHING ? 0 : zone.day(reader.epochSecond);
      records++;
    }
  }

  private void growRecords() {
    int capacity = Math.multiplyExact(records, 2);
    leadOf = Arrays.copyOf(leadOf, capacity);
    at = Arrays.copyOf(at, capacity);
    idHashes = Arrays.copyOf(idHashes, capacity);
    classOf = Arrays.copyOf(classOf, capacity);
    dayOf = Arrays.copyOf(dayOf, capacity);
    order = new int[capacity];
  }

  /** Orders the records by lead, of one lead as received; tells where each lead's begin. */
  private int[] groupByLead(int leads) {
    int[] starts = new int[leads + 1];
    for (int i = 0; i < records; i++) {
      starts[leadOf[i] + 1]++;
    }
    for (int lead = 0; lead < leads; lead++) {
      starts[lead + 1] += starts[lead];
    }
    int[] next = Arrays.copyOf(starts, leads);
    for (int i = 0; i < records; i++) {
      order[next[leadOf[i]]++] = i;
    }
    return starts;
  }

  private KeptRecords foldLeads(int leads, int[] starts) {
    int[] keptStarts = new int[explainable ? leads + 1 : 0];
    long[] kept = new long[explainable ? records : 0];
    int keptSize = 0;
    for (int lead = 0; lead < leads; lead++) {
      int end = dropRepeated(starts[lead], starts[lead + 1]);
      for (int i = starts[lead]; i < end; i++) {
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
    return explainable
        ? new KeptRecords(segments, keptStarts, Arrays.copyOf(kept, keptSize))
        : KeptRecords.NONE;
  }

  /** Moves the distinct events of a lead to the front, in order; tells where they end. */
  private int dropRepeated(int from, int to) {
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
      int record = order[i];
      if (idHashes[record] == 0 || isFirst(record, size - 1)) {
        order[end++] = record;
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
      if (reads && signals[member].readsNumber()) {
        foldNumber(member, day);
      } else {
        columns[member].add(day, limits[member]);
      }
    }
  }

  private void foldNumber(int member, int day) {
    SignalState state = states[member];
    if (state == null) {
      state = new SignalState(signals[member]);
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
}
