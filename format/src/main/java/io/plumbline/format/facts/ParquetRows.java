package io.plumbline.format.facts;

import io.plumbline.format.FormatException;
import io.plumbline.format.FormatException.Code;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.MessageType;

/** The rows of a row group, one after the other, in some of their columns. Not thread-safe. */
final class ParquetRows {
  private final String file;
  private final long rows;
  private final Map<Integer, ParquetColumn> columns = new HashMap<>();
  private ParquetColumn[] all = {};
  private long row = -1;

  private ParquetRows(String file, long rows) {
    this.file = file;
    this.rows = rows;
  }

  /** What is read of a file. */
  record Plan(
      String file, ParquetSchema schema, MessageType projection, Columns columns, String writer) {}

  static ParquetRows open(Plan plan, ParquetGroup pages, ZoneId zone) {
    ParquetRows rows = new ParquetRows(plan.file(), pages.getRowCount());
    rows.guard(
        () -> {
          rows.openColumns(plan, pages, zone);
          return true;
        });
    return rows;
  }

  private void openColumns(Plan plan, ParquetGroup pages, ZoneId zone) {
    Columns wanted = plan.columns();
    Map<String, ParquetColumn> byName = new HashMap<>();
    List<ParquetSchema.Column> byReader = new ArrayList<>();
    List<Integer> places = new ArrayList<>(wanted.values());
    places.addAll(List.of(wanted.id(), wanted.type(), wanted.time(), wanted.eventId()));
    for (int place : places) {
      Optional<ParquetSchema.Column> found =
          place < 0 || columns.containsKey(place) ? Optional.empty() : plan.schema().column(place);
      if (found.isPresent()) {
        ParquetSchema.Column column = found.get();
        boolean coded = wanted.values().contains(place) || place == wanted.type();
        ParquetColumn cells = new ParquetColumn(column, zone, coded);
        columns.put(place, cells);
        byName.put(column.name(), cells);
        if (ParquetPages.canRead(column, pages.encodings(column.path()))) {
          openPages(plan, pages, column, cells);
        } else {
          byReader.add(column);
        }
      }
    }
    if (!byReader.isEmpty()) {
      openReaders(plan, pages, byName, byReader);
    }
    all = columns.values().toArray(all);
  }

  private static void openPages(
      Plan plan, ParquetGroup pages, ParquetSchema.Column column, ParquetColumn cells) {
    ColumnDescriptor descriptor = plan.projection().getColumnDescription(column.pathArray());
    ParquetPages inPlace = new ParquetPages(pages.getPageReader(descriptor), column);
    inPlace.dictionary(descriptor).ifPresent(cells.cell()::setDictionary);
    cells.open(inPlace);
  }

  private static void openReaders(
      Plan plan,
      ParquetGroup pages,
      Map<String, ParquetColumn> byName,
      List<ParquetSchema.Column> byReader) {
    GroupConverter root = new Finder(plan.projection(), byName);
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(pages, root, plan.projection(), plan.writer());
    for (ParquetSchema.Column column : byReader) {
      ColumnReader reader =
          store.getColumnReader(plan.projection().getColumnDescription(column.pathArray()));
      ParquetColumn cells = byName.get(column.name());
      if (cells != null) {
        cells.open(reader);
      }
    }
  }

  /** The column at a place of the file's schema; empty where it is absent or no plain cells. */
  Optional<ParquetColumn> column(int place) {
    return Optional.ofNullable(columns.get(place));
  }

  /** Steps to the next row; false at the end. */
  boolean next() {
    if (++row >= rows) {
      return false;
    }
    return guard(
        () -> {
          for (ParquetColumn column : all) {
            column.next();
          }
          return true;
        });
  }

  /** The number of the row in the row group, from 0. */
  int row() {
    return (int) row;
  }

  private boolean guard(java.util.function.BooleanSupplier reading) {
    try {
      return reading.getAsBoolean();
    } catch (RuntimeException | OutOfMemoryError e) {
      // What Parquet's reader throws at damaged bytes is of any kind; sizes may be told wrong.
      throw damaged(file, e);
    }
  }

  static FormatException damaged(String file, Throwable e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String shown = reason.length() > 200 ? reason.substring(0, 200) + "..." : reason;
    return new FormatException(
        Code.READ_FAILED, file + ": the Parquet data is damaged (" + shown + ")", e);
  }

  /** Finds the converter of each column for Parquet's reader. */
  private static final class Finder extends GroupConverter {
    private final org.apache.parquet.schema.GroupType type;
    private final Map<String, ParquetColumn> columns;

    Finder(org.apache.parquet.schema.GroupType type, Map<String, ParquetColumn> columns) {
      this.type = type;
      this.columns = columns;
    }

    @Override
    public Converter getConverter(int index) {
      org.apache.parquet.schema.Type field = type.getType(index);
      ParquetColumn column = columns.get(field.getName());
      if (column == null) {
        throw new IllegalStateException("no column " + field.getName());
      }
      return field.isPrimitive() ? column.cell() : new Inside(field.asGroupType(), column);
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }

  /** The way down to the cells of a list. */
  private static final class Inside extends GroupConverter {
    private final org.apache.parquet.schema.GroupType type;
    private final ParquetColumn column;

    Inside(org.apache.parquet.schema.GroupType type, ParquetColumn column) {
      this.type = type;
      this.column = column;
    }

    @Override
    public Converter getConverter(int index) {
      org.apache.parquet.schema.Type field = type.getType(index);
      return field.isPrimitive() ? column.cell() : new Inside(field.asGroupType(), column);
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
