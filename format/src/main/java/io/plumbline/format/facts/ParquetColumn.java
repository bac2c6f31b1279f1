package io.plumbline.format.facts;

import static io.plumbline.format.facts.Survey.LONGS;

import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.fact.Value;
import io.plumbline.core.population.LeadSink;
import io.plumbline.core.population.Slice;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A column of a row group, read row by row. A cell of a dictionary has its value and its code
 * looked up once. Not thread-safe.
 */
final class ParquetColumn extends PrimitiveConverter {
  /** Asks a sink for a code. */
  @FunctionalInterface
  interface Coder {
    int code(Value value);
  }

  private static final int NOTHING = 0;
  private static final int FROM_DICTIONARY = 1;
  private static final int TEXT = 2;
  private static final int LONG = 3;
  private static final int VALUE = 4;
  private static final int LIST = 5;
  private static final int NOT_ASKED = -1;
  private static final byte[] NO_BYTES = {};

  private final ParquetCells cells;
  private final PrimitiveTypeName type;
  private final boolean list;
  private final boolean coded;
  private final int fullLevel;
  private final ValueDictionary values = new ValueDictionary();
  private final ByteDictionary bytesSeen = new ByteDictionary();
  private final byte[] digits = new byte[20];
  private @Nullable ParquetPages pages;
  private @Nullable ColumnReader reader;
  private @Nullable Dictionary dictionary;
  private @Nullable Value[] dictionaryValues = {};
  private byte[][] dictionaryTexts = {};
  private int[] dictionaryCodes = {};

  private int state;
  private int index;
  private long number;
  private byte[] text = NO_BYTES;
  private int textFrom;
  private int textTo;
  private Optional<Value> value = Optional.empty();

  /**
   * A column.
   *
   * @param coded whether it is asked for codes, and not for ids or times
   */
  ParquetColumn(ParquetSchema.Column column, ZoneId zone, boolean coded) {
    cells = new ParquetCells(column.type(), zone);
    type = column.type().getPrimitiveTypeName();
    list = column.list();
    fullLevel = column.fullLevel();
    this.coded = coded && !list;
  }

  /** Reads from pages in place. */
  void open(ParquetPages newPages) {
    pages = newPages;
  }

  /** Reads by Parquet's own reader. */
  void open(ColumnReader newReader) {
    reader = newReader;
  }

  /** Steps to the next row. */
  void next() {
    ParquetPages p = pages;
    if (p == null) {
      nextByReader(Objects.requireNonNull(reader));
    } else if (!p.next()) {
      state = NOTHING;
    } else if (p.isFromDictionary()) {
      addValueFromDictionary(p.dictionaryId());
    } else {
      addFrom(p);
    }
  }

  private void addFrom(ParquetPages p) {
    switch (type) {
      case INT64 -> addLong(p.readLong());
      case INT32 -> addInt(p.readInt());
      case BINARY -> {
        byte[] bytes = p.readText();
        addText(bytes, p.textFrom, p.textTo);
      }
      case DOUBLE -> addDouble(Double.longBitsToDouble(p.readLong()));
      case FLOAT -> addFloat(Float.intBitsToFloat(p.readInt()));
      case BOOLEAN -> addBoolean(p.readBoolean());
      case FIXED_LEN_BYTE_ARRAY, INT96 -> throw new IllegalStateException("read otherwise");
    }
  }

  private void nextByReader(ColumnReader r) {
    if (list) {
      nextList(r);
      return;
    }
    state = NOTHING;
    if (r.getCurrentDefinitionLevel() == fullLevel) {
      r.writeCurrentValueToConverter();
    }
    r.consume();
  }

  private void nextList(ColumnReader r) {
    List<Value> elements = new ArrayList<>();
    do {
      state = NOTHING;
      if (r.getCurrentDefinitionLevel() == fullLevel) {
        r.writeCurrentValueToConverter();
        value().ifPresent(elements::add);
      }
      r.consume();
    } while (r.getCurrentRepetitionLevel() > 0);
    value = Value.ofElements(elements);
    state = LIST;
  }

  /** The row's value; empty where it is unknown. */
  Optional<Value> value() {
    return switch (state) {
      case NOTHING -> Optional.empty();
      case FROM_DICTIONARY -> Optional.ofNullable(dictionaryValues[index]);
      case TEXT -> ParquetCells.text(text, textFrom, textTo);
      case LONG -> cells.value(number);
      default -> value;
    };
  }

  /** The row's code, {@link LeadSink#UNKNOWN} for an unknown value. */
  int code(Coder coder) {
    if (state == FROM_DICTIONARY) {
      int known = dictionaryCodes[index];
      if (known == NOT_ASKED) {
        known = value().map(coder::code).orElse(LeadSink.UNKNOWN);
        dictionaryCodes[index] = known;
      }
      return known;
    }
    if (state == LONG) {
      LONGS.set(digits, 0, number);
      return codeOfBytes(coder, digits, 0, 8);
    }
    if (state == TEXT && textTo + 8 <= text.length) {
      return codeOfBytes(coder, text, textFrom, textTo);
    }
    Value known = value().orElse(null);
    if (known == null) {
      return LeadSink.UNKNOWN;
    }
    int code = values.find(known);
    if (code < 0) {
      code = coder.code(known);
      values.put(known, code);
    }
    return code;
  }

  private int codeOfBytes(Coder coder, byte[] b, int from, int to) {
    int code = bytesSeen.find(b, from, to);
    if (code < 0) {
      code = value().map(coder::code).orElse(LeadSink.UNKNOWN);
      bytesSeen.put(b, from, to, code);
    }
    return code;
  }

  /** Shows the row's value as the text of an id; false where it is none. */
  boolean readId(Slice id) {
    if (state == TEXT) {
      id.set(text, textFrom, textTo);
      return !CsvLeads.isBlank(text, textFrom, textTo)
          && Survey.firstBadUtf8(text, textFrom, textTo) < 0;
    }
    if (state == LONG && cells.isNumber() && number >= 0) {
      int at = digits.length;
      long rest = number;
      do {
        digits[--at] = (byte) ('0' + rest % 10);
        rest /= 10;
      } while (rest > 0);
      id.set(digits, at, digits.length);
      return true;
    }
    id.set(Fields.text(value().orElse(null)));
    return id.length() > 0;
  }

  /** Reads the row's value as a time; false where it is none. */
  boolean readTime(TimeCells times) {
    if (state == LONG && cells.isNumber() && number >= 0 && number < IsoTime.FIRST_MILLISECOND) {
      times.epochSecond = number;
      times.nano = 0;
      return true;
    }
    long units = cells.instantUnitsPerSecond();
    if (state == LONG && units > 0 && number >= 0) {
      times.epochSecond = number / units;
      times.nano = (int) (number % units * (1_000_000_000 / units));
      return times.epochSecond <= IsoTime.MAX.getEpochSecond();
    }
    Value known = value().orElse(null);
    return known != null && times.read(known);
  }

  @Override
  public boolean hasDictionarySupport() {
    return true;
  }

  @Override
  public void setDictionary(Dictionary newDictionary) {
    dictionary = newDictionary;
    int size = newDictionary.getMaxId() + 1;
    dictionaryCodes = new int[size];
    Arrays.fill(dictionaryCodes, NOT_ASKED);
    if (!coded && type == PrimitiveTypeName.BINARY) {
      dictionaryTexts = new byte[size][];
      for (int id = 0; id < size; id++) {
        dictionaryTexts[id] = newDictionary.decodeToBinary(id).getBytesUnsafe();
      }
    }
    if (coded) {
      // All at once, where damage is expected and not in the midst of a row.
      dictionaryValues = new Value[size];
      for (int id = 0; id < size; id++) {
        addFromDictionary(id);
        dictionaryValues[id] = value().orElse(null);
      }
    }
  }

  @Override
  public void addValueFromDictionary(int id) {
    if (coded) {
      state = FROM_DICTIONARY;
      index = Objects.checkIndex(id, dictionaryCodes.length);
    } else {
      addFromDictionary(id);
    }
  }

  private void addFromDictionary(int id) {
    Dictionary d = Objects.requireNonNull(dictionary);
    switch (type) {
      case BINARY -> {
        byte[] bytes = coded ? d.decodeToBinary(id).getBytesUnsafe() : dictionaryTexts[id];
        addText(bytes, 0, bytes.length);
      }
      case FIXED_LEN_BYTE_ARRAY, INT96 -> addBinary(d.decodeToBinary(id));
      case INT64 -> addLong(d.decodeToLong(id));
      case INT32 -> addInt(d.decodeToInt(id));
      case DOUBLE -> addDouble(d.decodeToDouble(id));
      case FLOAT -> addFloat(d.decodeToFloat(id));
      case BOOLEAN -> addBoolean(d.decodeToBoolean(id));
    }
  }

  @Override
  public void addBinary(Binary cell) {
    byte[] bytes = cell.getBytesUnsafe();
    addText(bytes, 0, bytes.length);
  }

  private void addText(byte[] bytes, int from, int to) {
    if (cells.isText()) {
      state = TEXT;
      text = bytes;
      textFrom = from;
      textTo = to;
    } else {
      take(cells.value(Arrays.copyOfRange(bytes, from, to)));
    }
  }

  @Override
  public void addLong(long cell) {
    state = LONG;
    number = cell;
  }

  @Override
  public void addInt(int cell) {
    addLong(cells.widened(cell));
  }

  @Override
  public void addDouble(double cell) {
    take(cells.value(cell, Double.toString(cell)));
  }

  @Override
  public void addFloat(float cell) {
    take(cells.value(cell, Float.toString(cell)));
  }

  @Override
  public void addBoolean(boolean cell) {
    take(Optional.of(new Value.Bool(cell)));
  }

  private void take(Optional<Value> newValue) {
    state = VALUE;
    value = newValue;
  }
}
