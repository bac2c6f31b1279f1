package io.plumbline.format.facts;

import io.plumbline.format.FormatException;
import io.plumbline.format.FormatException.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.Util;

/**
 * A Parquet input; each row group is a chunk. What is packed or comes from a pipe is first written
 * to a temporary file, since Parquet is read from its end.
 */
final class ParquetSource implements ChunkSource {
  /** The longest footer, the description of the file's columns and row groups. */
  private static final int MOST_FOOTER_BYTES = 64 << 20;

  private final String name;
  private final Target target;
  private final Optional<Path> temporary;
  private final Path file;
  private final long size;
  private final ParquetFooter footer;
  private final ParquetRows.Plan plan;
  private int nextGroup;
  private int openTasks;
  private boolean closed;

  private ParquetSource(String name, Path path, boolean isTemporary, Target target)
      throws IOException {
    this.name = name;
    this.target = target;
    temporary = isTemporary ? Optional.of(path) : Optional.empty();
    file = path;
    size = Files.size(path);
    footer = readFooter();
    plan = plan();
  }

  static ParquetSource open(Input input, Input.Opened opened, Target target) throws IOException {
    if (!opened.compressed() && !input.isStandardInput() && Files.isRegularFile(input.path())) {
      opened.close();
      return new ParquetSource(opened.name(), input.path(), false, target);
    }
    Path path = Files.createTempFile("plumbline-", ".parquet");
    path.toFile().deleteOnExit();
    boolean done = false;
    try (opened) {
      Files.copy(opened.plain(), path, StandardCopyOption.REPLACE_EXISTING);
      ParquetSource source = new ParquetSource(opened.name(), path, true, target);
      done = true;
      return source;
    } finally {
      if (!done) {
        Files.deleteIfExists(path);
      }
    }
  }

  private ParquetRows.Plan plan() {
    ParquetSchema schema = new ParquetSchema(footer.schema());
    List<String> names = schema.names();
    if (names.size() > Limits.COLUMNS) {
      throw new FormatException(
          Code.TOO_LARGE,
          name + ": has " + names.size() + " columns; at most " + Limits.COLUMNS + " can be read");
    }
    Columns columns = target.columns(name, names);
    List<Integer> places = new ArrayList<>(columns.values());
    places.addAll(List.of(columns.id(), columns.type(), columns.time(), columns.eventId()));
    places.removeIf(place -> place < 0 || schema.column(place).isEmpty());
    return new ParquetRows.Plan(name, schema, schema.only(places), columns, footer.writer());
  }

  private ParquetFooter readFooter() throws IOException {
    byte[] bytes = footerBytes();
    try {
      return ParquetFooter.of(Util.readFileMetaData(new ByteArrayInputStream(bytes)));
    } catch (RuntimeException | IOException | OutOfMemoryError e) {
      // Sizes in a damaged footer can be of any kind.
      throw ParquetRows.damaged(name, e);
    }
  }

  private byte[] footerBytes() throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[8];
      if (size >= 12) {
        in.seek(size - 8);
        in.readFully(end);
      }
      if (end[4] != 'P' || end[5] != 'A' || end[6] != 'R' || end[7] != '1') {
        throw new FormatException(
            Code.BAD_FORMAT,
            name + ": is not a Parquet file, or is cut off: it does not end as one");
      }
      long length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFFFFFFL;
      if (length > Math.min(MOST_FOOTER_BYTES, size - 12)) {
        throw new FormatException(
            Code.BAD_FORMAT, name + ": is damaged: its footer has " + length + " bytes");
      }
      byte[] bytes = new byte[(int) length];
      in.seek(size - 8 - length);
      in.readFully(bytes);
      return bytes;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long linesBefore() {
    return 0;
  }

  @Override
  public long bytesRead() {
    int groups = footer.groups().size();
    return groups == 0 ? size : size * Math.min(nextGroup, groups) / groups;
  }

  @Override
  public Optional<Task> next(Workspace w) {
    if (nextGroup >= footer.groups().size()) {
      return Optional.empty();
    }
    int group = nextGroup++;
    taskBegins();
    return Optional.of((chunk, log) -> read(group, chunk, log));
  }

  private void read(int group, long chunk, ChunkLog log) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ParquetGroup pages = new ParquetGroup(channel, footer.groups().get(group));
      ParquetRows rows = ParquetRows.open(plan, pages, target.names().options().zone());
      ParquetChunk leadsOrEvents = new ParquetChunk(rows, plan.columns(), target, log);
      if (target.events()) {
        leadsOrEvents.readEvents(target.intake().events(chunk));
      } else {
        leadsOrEvents.readLeads(target.intake().leads(chunk));
      }
    } finally {
      taskEnds();
    }
  }

  private synchronized void taskBegins() {
    openTasks++;
  }

  private synchronized void taskEnds() throws IOException {
    openTasks--;
    deleteTemporary();
  }

  /** Tasks may still read; the last one ends the temporary file. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    deleteTemporary();
  }

  private synchronized void deleteTemporary() throws IOException {
    if (closed && openTasks == 0 && temporary.isPresent()) {
      Files.deleteIfExists(temporary.get());
    }
  }
}
