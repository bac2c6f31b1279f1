package io.plumbline.format.facts;

import io.plumbline.format.FormatException;
import io.plumbline.format.FormatException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An input of JSON objects, one a line. */
final class NdjsonSource implements ChunkSource {
  private final Input.Opened input;
  private final Target target;
  private final TextChunks chunks;

  NdjsonSource(Input.Opened input, Target target) throws IOException {
    this.input = input;
    this.target = target;
    target.seen().addAny();
    skipMark(input.plain());
    byte[] head = input.plain().peek(1 << 12);
    if (new String(head, StandardCharsets.ISO_8859_1).stripLeading().startsWith("[")) {
      throw new FormatException(
          Code.BAD_FORMAT,
          input.name() + ": is a JSON array; write one object a line (with jq: jq -c '.[]' FILE)");
    }
    chunks = new TextChunks(input, RowEnds.ofLines(), target.limits(), new byte[0]);
  }

  private static void skipMark(HeadStream in) throws IOException {
    byte[] head = in.peek(3);
    if (new String(head, StandardCharsets.UTF_8).equals("\uFEFF")) {
      in.skipNBytes(3);
    }
  }

  @Override
  public String name() {
    return input.name();
  }

  @Override
  public long linesBefore() {
    return 0;
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
    NdjsonChunk lines = new NdjsonChunk(w, target, log);
    if (target.events()) {
      lines.readEvents(target.intake().events(chunk));
    } else {
      lines.readLeads(target.intake().leads(chunk));
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
