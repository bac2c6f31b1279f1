package io.plumbline.format.facts;

import io.plumbline.core.fact.Value;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** The cell of a column in the row at hand, kept as raw as it came. Not thread-safe. */
final class ParquetCell extends PrimitiveConverter {
  /** There is no value. */
  static final int NOTHING = 0;

  /** {@link #index} is a place in the dictionary. */
  static final int FROM_DICTIONARY = 1;

  /** A text stands in {@link #text}, from {@link #textFrom} to {@link #textTo}. */
  static final int TEXT = 2;

  /** {@link #number} is a raw number. */
  static final int LONG = 3;

  private static final int VALUE = 4;
  private static final byte[] NO_BYTES = {};

  private final ParquetCells cells;
  private final PrimitiveTypeName type;
  private final boolean coded;
  private @Nullable Dictionary dictionary;
  private @Nullable Value[] dictionaryValues = {};
  private byte[][] dictionaryTexts = {};
  private Optional<Value> value = Optional.empty();

  int state;
  int index;
  long number;
  byte[] text = NO_BYTES;
  int textFrom;
  int textTo;

  /**
   * A cell.
   *
   * @param coded whether values of the dictionary are kept, and not read out one by one
   */
  ParquetCell(ParquetCells cells, PrimitiveTypeName type, boolean coded) {
    this.cells = cells;
    this.type = type;
    this.coded = coded;
  }

  /** The cell's value; empty where it is unknown. */
  Optional<Value> value() {
    return switch (state) {
      case NOTHING -> Optional.empty();
      case FROM_DICTIONARY -> Optional.ofNullable(dictionaryValues[index]);
      case TEXT -> ParquetCells.text(text, textFrom, textTo);
      case LONG -> cells.value(number);
      default -> value;
    };
  }

  /** Makes the cell's value this one. */
  void take(Optional<Value> newValue) {
    state = VALUE;
    value = newValue;
  }

  /** Reads the cell that follows in the pages. */
  void read(ParquetPages p) {
    if (!p.next()) {
      state = NOTHING;
    } else if (p.isFromDictionary()) {
      addValueFromDictionary(p.dictionaryId());
    } else {
      addFrom(p);
    }
  }

  /** How many values the dictionary has. */
  int dictionarySize() {
    return dictionary == null ? 0 : dictionary.getMaxId() + 1;
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

  @Override
  public boolean hasDictionarySupport() {
    return true;
  }

  @Override
  public void setDictionary(Dictionary newDictionary) {
    dictionary = newDictionary;
    int size = dictionarySize();
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
      index = Objects.checkIndex(id, dictionaryValues.length);
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
}
