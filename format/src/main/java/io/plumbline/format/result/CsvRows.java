package io.plumbline.format.result;

import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.population.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as CSV: cells quoted only where RFC 4180 asks, rows ended by a line feed. */
final class CsvRows implements RowFormat {
  private final List<ResultColumn> columns;
  private final Cell[] cells;

  CsvRows(ScoreColumns scores, List<ResultColumn> columns) {
    this.columns = columns;
    this.cells = columns.stream().map(column -> cell(scores, column)).toArray(Cell[]::new);
  }

  private interface Cell {
    void put(Bytes out, int row, byte[] explanation);
  }

  private static Cell cell(ScoreColumns scores, ResultColumn column) {
    if (column instanceof ResultColumn.Number number) {
      ResultColumn.Thousandths thousandths = number.thousandths();
      return (out, row, explanation) -> out.putThousandths(thousandths.of(row));
    }
    if (column instanceof ResultColumn.Label label) {
      return labelCell(label);
    }
    if (column instanceof ResultColumn.Proof) {
      return (out, row, explanation) -> putCell(out, explanation, 0, explanation.length);
    }
    return (out, row, explanation) -> {
      Slice id = new Slice();
      scores.id(row, id);
      putCell(out, id.bytes(), id.from(), id.to());
    };
  }

  private static Cell labelCell(ResultColumn.Label label) {
    ResultColumn.Place place = label.place();
    byte[][] encoded = label.labels().stream().map(CsvRows::encoded).toArray(byte[][]::new);
    return (out, row, explanation) -> {
      int at = place.of(row);
      if (at != ScoreColumns.NONE) {
        out.put(encoded[at]);
      }
    };
  }

  /** A name or a label as a cell; none of them holds a line break. */
  private static byte[] encoded(String text) {
    String cell = text;
    if (text.indexOf(',') >= 0 || text.indexOf('"') >= 0) {
      cell = '"' + text.replace("\"", "\"\"") + '"';
    }
    return cell.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void putHead(Bytes out) {
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      out.put(encoded(columns.get(i).name()));
    }
    out.put('\n');
  }

  @Override
  public void putRow(Bytes out, int row, byte[] explanation) {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        out.put(',');
      }
      cells[i].put(out, row, explanation);
    }
    out.put('\n');
  }

  private static void putCell(Bytes out, byte[] bytes, int from, int to) {
    if (!needsQuotes(bytes, from, to)) {
      out.put(bytes, from, to);
      return;
    }
    out.put('"');
    for (int i = from; i < to; i++) {
      if (bytes[i] == '"') {
        out.put('"');
      }
      out.put(bytes[i]);
    }
    out.put('"');
  }

  private static boolean needsQuotes(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == ',' || b == '"' || b == '\n' || b == '\r') {
        return true;
      }
    }
    return false;
  }
}
