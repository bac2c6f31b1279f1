package io.plumbline.core.population;

import io.plumbline.core.engine.Operand;
import io.plumbline.core.fact.Value;
import io.plumbline.core.fact.ZoneDays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The leads of one chunk: ids, lines, and a row of codes each. */
final class LeadLane implements LeadSink {
  final long chunk;
  final int columns;
  private final ZoneDays zone;
  private final List<List<@Nullable Operand>> operands;
  int size;
  byte[] ids = new byte[1 << 12];
  int[] idEnds = new int[256];
  long[] hashes = new long[256];
  int[] lines = new int[256];
  int[] codes;

  LeadLane(long chunk, int columns, ZoneDays zone) {
    this.chunk = chunk;
    this.columns = columns;
    this.zone = zone;
    codes = new int[256 * columns];
    operands = new ArrayList<>(columns);
    for (int i = 0; i < columns; i++) {
      List<@Nullable Operand> known = new ArrayList<>();
      known.add(null);
      operands.add(known);
    }
  }

  @Override
  public int code(int column, Value value) {
    Operand operand = Operand.of(value, zone);
    if (operand == null) {
      return UNKNOWN;
    }
    operands.get(column).add(operand);
    return operands.get(column).size() - 1;
  }

  @Override
  public void add(Slice id, int line, int[] row) {
    if (id.length() == 0) {
      throw new IllegalArgumentException("a lead needs an id");
    }
    if (size == lines.length) {
      grow();
    }
    int start = idStart(size);
    int end = start + id.length();
    if (end > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(end, ids.length * 2));
    }
    System.arraycopy(id.bytes(), id.from(), ids, start, id.length());
    idEnds[size] = end;
    hashes[size] = IdHash.of(ids, start, end);
    lines[size] = line;
    System.arraycopy(row, 0, codes, size * columns, columns);
    size++;
  }

  private void grow() {
    int capacity = size * 2;
    idEnds = Arrays.copyOf(idEnds, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
    lines = Arrays.copyOf(lines, capacity);
    codes = Arrays.copyOf(codes, Math.multiplyExact(capacity, columns));
  }

  int idStart(int lead) {
    return lead == 0 ? 0 : idEnds[lead - 1];
  }

  int code(int lead, int column) {
    return codes[lead * columns + column];
  }

  @Nullable Operand operand(int column, int code) {
    return operands.get(column).get(code);
  }

  /** The number of codes of a column, the unknown one included. */
  int codes(int column) {
    return operands.get(column).size();
  }
}
