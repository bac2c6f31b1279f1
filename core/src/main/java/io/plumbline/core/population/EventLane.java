package io.plumbline.core.population;

import io.plumbline.core.engine.Operand;
import io.plumbline.core.engine.SignalNode;
import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of one chunk, written as records into the partition of their lead. */
final class EventLane implements EventSink {
  private static final byte[] NO_BYTES = {};

  final long chunk;
  private final FactIntake intake;
  private final List<SignalNode> signals;
  private final EventRow row;
  private final List<TypeOfEvents> types = new ArrayList<>();
  private final List<List<@Nullable Operand>> operands = new ArrayList<>();
  private final @Nullable Operand[] properties;
  private final LaneClasses classes;
  private final byte[][] segments = new byte[FactIntake.PARTITIONS][0];
  private final int[] sizes = new int[FactIntake.PARTITIONS];
  private final RecordWriter out = new RecordWriter();
  private final long asOfSecond;
  private final int asOfNano;
  long size;

  EventLane(long chunk, FactIntake intake) {
    this.chunk = chunk;
    this.intake = intake;
    signals = intake.compiled().signals();
    classes = new LaneClasses(intake.classes());
    int columns = intake.properties().size();
    row = new EventRow(columns);
    properties = new Operand[columns];
    for (int i = 0; i < columns; i++) {
      List<@Nullable Operand> known = new ArrayList<>();
      known.add(null);
      operands.add(known);
    }
    Instant asOf = intake.options().asOf();
    asOfSecond = asOf.getEpochSecond();
    asOfNano = asOf.getNano();
  }

  @Override
  public int type(String type) {
    String normal = NormalText.of(type);
    if (normal.isEmpty()) {
      throw new IllegalArgumentException("an event needs a type");
    }
    types.add(new TypeOfEvents(intake.counting(normal)));
    return types.size() - 1;
  }

  @Override
  public boolean wantsProperties(int type) {
    return types.get(type).wantsProperties();
  }

  @Override
  public int code(int column, Value value) {
    Operand operand = Operand.of(value, intake.compiled().zone());
    if (operand == null) {
      return LeadSink.UNKNOWN;
    }
    operands.get(column).add(operand);
    return operands.get(column).size() - 1;
  }

  @Override
  public EventRow row() {
    return row;
  }

  @Override
  public void add() {
    Slice lead = row.lead;
    TypeOfEvents type = types.get(row.type);
    int eventClass = EventClasses.NOTHING;
    if (row.epochSecond < asOfSecond || (row.epochSecond == asOfSecond && row.nano <= asOfNano)) {
      eventClass = type.wantsProperties() ? countedNow(type) : type.always();
    }
    int place = FactIntake.partition(IdHash.of(lead.bytes(), lead.from(), lead.to()));
    byte[] segment = segments[place];
    out.append(segment.length == 0 ? new byte[intake.recordBytesHint()] : segment, sizes[place]);
    out.event(row, eventClass);
    if (type.readsNumbers()) {
      writeNumbers(eventClass);
    }
    sizes[place] = out.size();
    if (out.bytes() != segment) {
      segments[place] = out.bytes();
    }
    size++;
  }

  private void writeNumbers(int eventClass) {
    for (int signal : classes.reading(eventClass)) {
      BigInteger number = signals.get(signal).number(properties);
      out.sized(number == null ? NO_BYTES : number.toByteArray());
    }
  }

  private void loadProperties() {
    for (int i = 0; i < properties.length; i++) {
      properties[i] = operands.get(i).get(row.codes[i]);
    }
  }

  private int countedNow(TypeOfEvents type) {
    if (!type.readsNumbers()) {
      int known = type.remembered(row.codes);
      if (known >= 0) {
        return known;
      }
    }
    loadProperties();
    int day = intake.compiled().zone().day(row.epochSecond);
    int counted = classes.of(type.counted(properties, day));
    type.remember(row.codes, counted);
    return counted;
  }

  /** The room that a partition needs on average, a little more than what was written. */
  int averageRecordBytes() {
    long sum = 0;
    for (int written : sizes) {
      sum += written;
    }
    return (int) (sum / sizes.length * 17 / 16);
  }

  /** Hands over the records of a partition and forgets them; nothing where there are none. */
  Optional<Segment> release(int partition) {
    byte[] records = segments[partition];
    segments[partition] = NO_BYTES;
    return records == null ? Optional.empty() : Optional.of(new Segment(records, sizes[partition]));
  }

  /** Records of one lane in one partition: the first {@code size} bytes. */
  @SuppressWarnings("ArrayRecordComponent")
  record Segment(byte[] bytes, int size) {}
}
