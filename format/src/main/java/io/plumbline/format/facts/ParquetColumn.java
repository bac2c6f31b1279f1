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
import org.jspecify.annotations.Nullable;

/**
 * A column of a row group, read row by row. A cell of a dictionary has its value and its code
 * looked up once. Not thread-safe.
 */
final class ParquetColumn {
  /** Asks a sink for a code. */
  @FunctionalInterface
  interface Coder {
    int code(Value value);
  }

  private static final int NOT_ASKED = -1;

  private final ParquetCells cells;
  private final ParquetCell cell;
  private final boolean list;
  private final int fullLevel;
  private final ValueDictionary values = new ValueDictionary();
  private final ByteDictionary bytesSeen = new ByteDictionary();
  private final byte[] digits = new byte[20];
  private @Nullable ParquetPages pages;
  private @Nullable ColumnReader reader;
  private int[] dictionaryCodes = {};

  /**
   * A column.
   *
   * @param coded whether it is asked for codes, and not for ids or times
   */
  ParquetColumn(ParquetSchema.Column column, ZoneId zone, boolean coded) {
    cells = new ParquetCells(column.type(), zone);
    list = column.list();
    fullLevel = column.fullLevel();
    cell = new ParquetCell(cells, column.type().getPrimitiveTypeName(), coded && !list);
  }

  /** Reads from pages in place. */
  void open(ParquetPages newPages) {
    pages = newPages;
  }

  /** Reads by Parquet's own reader. */
  void open(ColumnReader newReader) {
    reader = newReader;
  }

  /** What Parquet's readers write to. */
  ParquetCell cell() {
    return cell;
  }

  /** Steps to the next row. */
  void next() {
    ParquetPages p = pages;
    if (p != null) {
      cell.read(p);
    } else {
      nextByReader(Objects.requireNonNull(reader));
    }
  }

  private void nextByReader(ColumnReader r) {
    if (list) {
      nextList(r);
      return;
    }
    cell.state = ParquetCell.NOTHING;
    if (r.getCurrentDefinitionLevel() == fullLevel) {
      r.writeCurrentValueToConverter();
    }
    r.consume();
  }

  private void nextList(ColumnReader r) {
    List<Value> elements = new ArrayList<>();
    do {
      cell.state = ParquetCell.NOTHING;
      if (r.getCurrentDefinitionLevel() == fullLevel) {
        r.writeCurrentValueToConverter();
        cell.value().ifPresent(elements::add);
      }
      r.consume();
    } while (r.getCurrentRepetitionLevel() > 0);
    cell.take(Value.ofElements(elements));
  }

  /** The row's value; empty where it is unknown. */
  Optional<Value> value() {
    return cell.value();
  }

  /** The row's code, {@link LeadSink#UNKNOWN} for an unknown value. */
  int code(Coder coder) {
    if (cell.state == ParquetCell.FROM_DICTIONARY) {
      return codeOfDictionary(coder, cell.index);
    }
    if (cell.state == ParquetCell.LONG) {
      LONGS.set(digits, 0, cell.number);
      return codeOfBytes(coder, digits, 0, 8);
    }
    if (cell.state == ParquetCell.TEXT && cell.textTo + 8 <= cell.text.length) {
      return codeOfBytes(coder, cell.text, cell.textFrom, cell.textTo);
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

  private int codeOfDictionary(Coder coder, int index) {
    if (index >= dictionaryCodes.length) {
      dictionaryCodes = new int[cell.dictionarySize()];
      Arrays.fill(dictionaryCodes, NOT_ASKED);
    }
    int known = dictionaryCodes[index];
    if (known == NOT_ASKED) {
      known = value().map(coder::code).orElse(LeadSink.UNKNOWN);
      dictionaryCodes[index] = known;
    }
    return known;
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
    if (cell.state == ParquetCell.TEXT) {
      id.set(cell.text, cell.textFrom, cell.textTo);
      return !CsvLeads.isBlank(cell.text, cell.textFrom, cell.textTo)
          && Survey.firstBadUtf8(cell.text, cell.textFrom, cell.textTo) < 0;
    }
    if (cell.state == ParquetCell.LONG && cells.isNumber() && cell.number >= 0) {
      int at = digits.length;
      long rest = cell.number;
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
    if (cell.state == ParquetCell.LONG
        && cells.isNumber()
        && cell.number >= 0
        && cell.number < IsoTime.FIRST_MILLISECOND) {
      times.epochSecond = cell.number;
      times.nano = 0;
      return true;
    }
    long units = cells.instantUnitsPerSecond();
    if (cell.state == ParquetCell.LONG && units > 0 && cell.number >= 0) {
      times.epochSecond = cell.number / units;
      times.nano = (int) (cell.number % units * (1_000_000_000 / units));
      return times.epochSecond <= IsoTime.MAX.getEpochSecond();
    }
    Value known = value().orElse(null);
    return known != null && times.read(known);
  }
}
