package io.plumbline.format.result;

import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.score.Explanation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Writes the scores of a population, in the order of the leads. Rows are formatted by several
 * threads, a range each, and written in order; no more than a few ranges are held at a time.
 *
 * <pre>{@code
 * new ResultWriter(ResultFormat.CSV, threads)
 *     .explainedBy(row -> population.explain(model, row))
 *     .write(population.score(model), output.stream());
 * }</pre>
 */
public final class ResultWriter {
  static final int ROWS = 1 << 12;
  static final int EXPLAINED_ROWS = 1 << 7;
  private static final int FIRST_CAPACITY = 1 << 18;
  private static final byte[] NOTHING = {};

  private final ResultFormat format;
  private final int threads;
  private final Optional<Explainer> explainer;

  /** Gives the explanation of a row; asked by several threads at once. */
  @FunctionalInterface
  public interface Explainer {
    Explanation explain(int row);
  }

  /** A writer of scores without explanations. */
  public ResultWriter(ResultFormat format, int threads) {
    this(format, threads, Optional.empty());
  }

  private ResultWriter(ResultFormat format, int threads, Optional<Explainer> explainer) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads are 1 or more");
    }
    this.format = format;
    this.threads = threads;
    this.explainer = explainer;
  }

  /** The same writer with an explanation in each row. */
  public ResultWriter explainedBy(Explainer newExplainer) {
    return new ResultWriter(format, threads, Optional.of(newExplainer));
  }

  /** Writes all rows; the stream stays open. */
  public void write(ScoreColumns scores, OutputStream out) throws IOException {
    List<ResultColumn> columns = ResultColumns.of(scores.model(), explainer.isPresent());
    switch (format) {
      case CSV -> writeRows(scores, new CsvRows(scores, columns), out);
      case NDJSON -> writeRows(scores, new NdjsonRows(scores, columns), out);
      case PARQUET -> writeParquet(scores, columns, out);
    }
  }

  private void writeRows(ScoreColumns scores, RowFormat rows, OutputStream out) throws IOException {
    SubjectKind kind = scores.model().subject();
    Bytes head = new Bytes(FIRST_CAPACITY);
    rows.putHead(head);
    head.writeTo(out);
    // What was written is filled again: a few buffers serve all ranges.
    Queue<Bytes> spare = new ConcurrentLinkedQueue<>();
    new OrderedBatches<>((from, to) -> formatted(rows, kind, spare, from, to), threads)
        .run(
            scores.size(),
            batch(),
            made -> {
              made.writeTo(out);
              spare.add(made);
            });
  }

  private Bytes formatted(RowFormat rows, SubjectKind kind, Queue<Bytes> spare, int from, int to) {
    Bytes out = Objects.requireNonNullElseGet(spare.poll(), () -> new Bytes(FIRST_CAPACITY));
    out.clear();
    for (int row = from; row < to; row++) {
      rows.putRow(out, row, explanation(kind, row));
    }
    return out;
  }

  private void writeParquet(ScoreColumns scores, List<ResultColumn> columns, OutputStream out)
      throws IOException {
    SubjectKind kind = scores.model().subject();
    try (ParquetRows rows = new ParquetRows(scores, columns, out)) {
      new OrderedBatches<>((from, to) -> explanations(kind, from, to), threads)
          .run(scores.size(), batch(), rows::write);
    }
  }

  /** The explanations of a range of rows. */
  record Explained(int from, int to, List<byte[]> json) {}

  private Explained explanations(SubjectKind kind, int from, int to) {
    if (explainer.isEmpty()) {
      return new Explained(from, to, List.of());
    }
    List<byte[]> json = new ArrayList<>(to - from);
    for (int row = from; row < to; row++) {
      json.add(explanation(kind, row));
    }
    return new Explained(from, to, json);
  }

  private byte[] explanation(SubjectKind kind, int row) {
    return explainer.map(each -> ExplanationJson.bytes(each.explain(row), kind)).orElse(NOTHING);
  }

  private int batch() {
    return explainer.isPresent() ? EXPLAINED_ROWS : ROWS;
  }
}
