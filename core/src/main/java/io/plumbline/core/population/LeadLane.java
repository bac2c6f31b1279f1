package io.plumbline.core.population;

import io.plumbline.core.engine.Operand;
import io.plumbline.core.engine.Outcomes;
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
  private final int day;
  private final JudgedValues[] judged;
  private final @Nullable Operand[] slots;
  private final int[] lastCodes;
  private final boolean[] keeps;
  private final List<List<@Nullable Operand>> operands;
  int size;
  byte[] ids = new byte[1 << 12];
  int[] idEnds = new int[256];
  long[] hashes = new long[256];
  int[] lines = new int[256];
  int[] codes;
  private char[] outcomes;

  LeadLane(long chunk, FactIntake intake) {
    this.chunk = chunk;
    columns = intake.attributes().size();
    zone = intake.compiled().zone();
    day = zone.day(intake.options().asOf());
    slots = new Operand[columns];
    lastCodes = new int[columns];
    keeps = intake.keptColumns();
    List<JudgedValues> values = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      for (Outcomes outcomes : intake.soleOutcomes(column)) {
        values.add(new JudgedValues(column, outcomes, slots, day));
      }
    }
    judged = values.toArray(JudgedValues[]::new);
    outcomes = new char[256 * judged.length];
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
    int code = ++lastCodes[column];
    if (keeps[column]) {
      operands.get(column).add(operand);
    }
    slots[column] = operand;
    for (JudgedValues values : judged) {
      if (values.column == column) {
        values.judge(code, slots, day);
      }
    }
    return code;
  }

  /** The place of a rule among those judged when values came, or -1; the same in all lanes. */
  int judgedPlace(Object key) {
    for (int place = 0; place < judged.length; place++) {
      if (judged[place].outcomes.key().equals(key)) {
        return place;
      }
    }
    return -1;
  }

  /** The outcome for a lead of the rule at a {@link #judgedPlace}. */
  char outcome(int lead, int judgedPlace) {
    return outcomes[lead * judged.length + judgedPlace];
  }

  /** The outcome of another rule over one attribute for each of its values, by code. */
  char[] judge(int column, int slot, int slotCount, Outcomes outcomes) {
    if (!keeps[column]) {
      throw new IllegalStateException("values were not kept; another test cannot be asked of them");
    }
    @Nullable Operand[] modelSlots = new Operand[slotCount];
    char[] byCode = new char[operands.get(column).size()];
    for (int code = 0; code < byCode.length; code++) {
      modelSlots[slot] = operands.get(column).get(code);
      byCode[code] = (char) outcomes.of(modelSlots, day);
    }
    return byCode;
  }

  /** What a rule says of each value of its attribute, found while the value is at hand. */
  private static final class JudgedValues {
    private final int column;
    private final Outcomes outcomes;
    private char[] byCode = new char[16];

    JudgedValues(int column, Outcomes outcomes, @Nullable Operand[] slots, int day) {
      this.column = column;
      this.outcomes = outcomes;
      judge(UNKNOWN, slots, day);
    }

    void judge(int code, @Nullable Operand[] slots, int day) {
      if (code >= byCode.length) {
        byCode = Arrays.copyOf(byCode, code * 2);
      }
      byCode[code] = (char) outcomes.of(slots, day);
    }
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
    for (int place = 0; place < judged.length; place++) {
      JudgedValues values = judged[place];
      outcomes[size * judged.length + place] = values.byCode[row[values.column]];
    }
    size++;
  }

  private void grow() {
    int capacity = size * 2;
    idEnds = Arrays.copyOf(idEnds, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
    lines = Arrays.copyOf(lines, capacity);
    codes = Arrays.copyOf(codes, Math.multiplyExact(capacity, columns));
    outcomes = Arrays.copyOf(outcomes, Math.multiplyExact(capacity, judged.length));
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
}
