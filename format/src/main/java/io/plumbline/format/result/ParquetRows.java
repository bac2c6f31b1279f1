package io.plumbline.format.result;

import com.jerolba.carpet.io.OutputStreamOutputFile;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.population.Slice;
import io.plumbline.format.result.ResultWriter.Explained;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Rows as Parquet: points are exact decimals, texts are strings, what a row lacks is null. */
final class ParquetRows implements Closeable {
  private static final int DIGITS = 18;

  private final ParquetWriter<Row> writer;

  /** A row and its explanation. */
  private record Row(int number, Binary explanation) {}

  ParquetRows(ScoreColumns scores, List<ResultColumn> columns, OutputStream out)
      throws IOException {
    writer =
        new Builder(new OutputStreamOutputFile(new KeptOpen(out)), new Rows(scores, columns))
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            // What differs in every row has no use for a dictionary.
            .withDictionaryEncoding(scores.model().subject().idName(), false)
            .withDictionaryEncoding("explanation", false)
            .build();
  }

  void write(Explained rows) throws IOException {
    for (int row = rows.from(); row < rows.to(); row++) {
      Binary explanation =
          rows.json().isEmpty()
              ? Binary.EMPTY
              : Binary.fromConstantByteArray(rows.json().get(row - rows.from()));
      writer.write(new Row(row, explanation));
    }
  }

  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } catch (RuntimeException wrapped) {
      // Parquet wraps what the stream threw, at times more than once.
      for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException failure) {
          throw failure;
        }
      }
      throw wrapped;
    }
  }

  private static MessageType schema(List<ResultColumn> columns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    for (ResultColumn column : columns) {
      if (column instanceof ResultColumn.Thousandths) {
        schema
            .required(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.decimalType(3, DIGITS))
            .named(column.name());
      } else {
        boolean optional = column instanceof ResultColumn.Label;
        (optional
                ? schema.optional(PrimitiveTypeName.BINARY)
                : schema.required(PrimitiveTypeName.BINARY))
            .as(LogicalTypeAnnotation.stringType())
            .named(column.name());
      }
    }
    return schema.named("scores");
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final Rows rows;

    Builder(OutputFile file, Rows rows) {
      super(file);
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    /** Abstract above, though no one calls it any more. */
    @Override
    @Deprecated
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return rows;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return rows;
    }
  }

  /** Hands the cells of a row to Parquet. */
  private static final class Rows extends WriteSupport<Row> {
    private final ScoreColumns scores;
    private final List<ResultColumn> columns;
    private final List<List<Binary>> labels;
    private final Slice id = new Slice();
    private @Nullable RecordConsumer consumer;

    Rows(ScoreColumns scores, List<ResultColumn> columns) {
      this.scores = scores;
      this.columns = columns;
      this.labels = columns.stream().map(Rows::encoded).toList();
    }

    private static List<Binary> encoded(ResultColumn column) {
      return column instanceof ResultColumn.Label label
          ? label.labels().stream().map(Binary::fromString).toList()
          : List.of();
    }

    @Override
    @Deprecated
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema(columns), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(schema(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer newConsumer) {
      consumer = newConsumer;
    }

    @Override
    public void write(Row row) {
      RecordConsumer to = Objects.requireNonNull(consumer);
      to.startMessage();
      for (int i = 0; i < columns.size(); i++) {
        writeCell(to, i, row);
      }
      to.endMessage();
    }

    private void writeCell(RecordConsumer to, int field, Row row) {
      ResultColumn column = columns.get(field);
      if (column instanceof ResultColumn.Label label) {
        int place = label.of(scores, row.number());
        if (place == ScoreColumns.NONE) {
          return;
        }
        to.startField(column.name(), field);
        to.addBinary(labels.get(field).get(place));
      } else {
        to.startField(column.name(), field);
        if (column instanceof ResultColumn.Thousandths number) {
          to.addLong(number.of(scores, row.number()));
        } else {
          to.addBinary(column instanceof ResultColumn.Proof ? row.explanation() : id(row));
        }
      }
      to.endField(column.name(), field);
    }

    private Binary id(Row row) {
      scores.id(row.number(), id);
      return Binary.fromReusedByteArray(id.bytes(), id.from(), id.length());
    }
  }

  /** A stream that its owner closes, not Parquet. */
  private static final class KeptOpen extends FilterOutputStream {
    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
