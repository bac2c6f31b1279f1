package io.plumbline.format.facts;

import java.io.IOException;
import java.util.Optional;

/** A CSV input whose header was read. */
final class CsvSource implements ChunkSource {
  private final Input.Opened input;
  private final CsvHeader header;
  private final Columns columns;
  private final TextChunks chunks;
  private final Target target;

  CsvSource(Input.Opened input, Target target) throws IOException {
    this.input = input;
    this.target = target;
    header = CsvHeader.read(input, target.limits());
    columns = target.columns(input.name(), header.names());
    RowEnds ends = RowEnds.ofCsv(header.separator());
    chunks = new TextChunks(input, ends, target.limits(), header.rest());
  }

  @Override
  public String name() {
    return input.name();
  }

  @Override
  public long linesBefore() {
    return header.lines();
  }

  @Override
  public long bytesRead() {
    return input.raw().count();
  }

  @Override
  public Optional<Task> next(Workspace w) throws IOException {
    return chunks.next(w) ? Optional.of((chunk, log) -> parse(w, chunk, log)) : Optional.empty();
  }

  private void parse(Workspace w, long chunk, ChunkLog log) {
    int width = header.names().size();
    CsvRows rows = new CsvRows(input.name(), header.separator(), width, target.limits());
    rows.open(w);
    if (target.events()) {
      new CsvEvents(rows, width, columns, target).read(chunk, log);
    } else {
      new CsvLeads(rows, width, columns, target).read(chunk, log);
    }
    log.lines = rows.lines();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
