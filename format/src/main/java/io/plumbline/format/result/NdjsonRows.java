package io.plumbline.format.result;

import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.population.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as JSON, an object a line: numbers as numbers, without the fields that a row lacks. */
final class NdjsonRows implements RowFormat {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Field[] fields;

  NdjsonRows(ScoreColumns scores, List<ResultColumn> columns) {
    this.fields = columns.stream().map(column -> field(scores, column)).toArray(Field[]::new);
  }

  private interface Field {
    void put(Bytes out, int row, byte[] explanation);
  }

  private static Field field(ScoreColumns scores, ResultColumn column) {
    byte[] name = ("," + quoted(column.name()) + ":").getBytes(StandardCharsets.UTF_8);
    if (column instanceof ResultColumn.Thousandths number) {
      return (out, row, explanation) -> {
        out.put(name);
        out.putThousandths(number.of(scores, row));
      };
    }
    if (column instanceof ResultColumn.Label label) {
      return labelField(scores, name, label);
    }
    if (column instanceof ResultColumn.Proof) {
      return (out, row, explanation) -> {
        out.put(name);
        out.put(explanation);
      };
    }
    return (out, row, explanation) -> putId(out, scores, row, name);
  }

  private static Field labelField(ScoreColumns scores, byte[] name, ResultColumn.Label label) {
    byte[][] encoded =
        label.labels().stream()
            .map(text -> quoted(text).getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return (out, row, explanation) -> {
      int at = label.of(scores, row);
      if (at != ScoreColumns.NONE) {
        out.put(name);
        out.put(encoded[at]);
      }
    };
  }

  /** Names and labels hold letters, digits, {@code _}, {@code -} and {@code .} only. */
  private static String quoted(String plain) {
    return '"' + plain + '"';
  }

  private static void putId(Bytes out, ScoreColumns scores, int row, byte[] name) {
    Slice id = new Slice();
    scores.id(row, id);
    // The id is the first field: no comma before it.
    out.put(name, 1, name.length);
    out.put('"');
    byte[] bytes = id.bytes();
    for (int i = id.from(); i < id.to(); i++) {
      putEscaped(out, bytes[i]);
    }
    out.put('"');
  }

  private static void putEscaped(Bytes out, byte b) {
    if (b == '"' || b == '\\') {
      out.put('\\');
      out.put(b);
    } else if (b >= 0 && b < ' ') {
      out.put('\\');
      out.put('u');
      out.put('0');
      out.put('0');
      out.put(HEX[b >> 4]);
      out.put(HEX[b & 15]);
    } else {
      out.put(b);
    }
  }

  @Override
  public void putHead(Bytes out) {}

  @Override
  public void putRow(Bytes out, int row, byte[] explanation) {
    out.put('{');
    for (Field field : fields) {
      field.put(out, row, explanation);
    }
    out.put('}');
    out.put('\n');
  }
}
