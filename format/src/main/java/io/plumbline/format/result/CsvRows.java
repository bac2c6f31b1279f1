package io.plumbline.format.result;

import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.population.Slice;
import io.plumbline.format.result.ResultColumn.Label;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as CSV: cells quoted only where RFC 4180 asks, rows ended by a line feed. */
final class CsvRows implements RowFormat {
  private final ScoreColumns scores;
  private final ResultColumn[] columns;

  /** The labels of each column as cells; empty for columns without labels. */
  private final byte[][][] labels;

  CsvRows(ScoreColumns scores, List<ResultColumn> columns) {
    this.scores = scores;
    this.columns = columns.toArray(ResultColumn[]::new);
    this.labels = columns.stream().map(CsvRows::encoded).toArray(byte[][][]::new);
  }

  private static byte[][] encoded(ResultColumn column) {
    return column instanceof Label label
        ? label.labels().stream().map(CsvRows::encoded).toArray(byte[][]::new)
        : new byte[0][];
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
    for (int i = 0; i < columns.length; i++) {
      out.put(encoded(columns[i].name()));
      out.put(i + 1 < columns.length ? ',' : '\n');
    }
  }

  @Override
  public void putRow(Bytes out, int row, byte[] explanation) {
    for (int i = 0; i < columns.length; i++) {
      ResultColumn column = columns[i];
      if (column instanceof ResultColumn.Thousandths number) {
        out.putThousandths(number.of(scores, row));
      } else if (column instanceof Label label) {
        int place = label.of(scores, row);
        if (place != ScoreColumns.NONE) {
          out.putShort(labels[i][place]);
        }
      } else if (column instanceof ResultColumn.Id) {
        putId(out, row);
      } else {
        putCell(out, explanation, 0, explanation.length);
      }
      out.put(i + 1 < columns.length ? ',' : '\n');
    }
  }

  private void putId(Bytes out, int row) {
    Slice id = new Slice();
    scores.id(row, id);
    putCell(out, id.bytes(), id.from(), id.to());
  }

  private static void putCell(Bytes out, byte[] bytes, int from, int to) {
    if (needsQuotes(bytes, from, to)) {
      out.putQuoted(bytes, from, to);
    } else {
      out.put(bytes, from, to);
    }
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
