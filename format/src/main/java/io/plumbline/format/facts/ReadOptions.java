package io.plumbline.format.facts;

import io.plumbline.core.model.SubjectKind;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How files of facts are read.
 *
 * @param subject of accounts, the id column may also be called {@code account_id}
 * @param zone in which local times are read
 * @param format of all inputs; empty where each one's name or first bytes tell it
 * @param idColumn the column of the leads' ids; empty for {@code lead_id}
 * @param columns which column of the files has which of our names: {@code event} to {@code type}
 * @param threads 1 or more
 * @param standardInput what the input {@code -} reads
 * @param rejected takes the rejected rows, in the order of files and lines, from one thread at a
 *     time
 * @param progress is told how far reading has come, by one thread at a time
 */
public record ReadOptions(
    SubjectKind subject,
    ZoneId zone,
    Optional<FileFormat> format,
    Optional<String> idColumn,
    Map<String, String> columns,
    int threads,
    InputStream standardInput,
    Consumer<Rejection> rejected,
    Progress progress) {

  /** Hears how far reading has come. */
  @FunctionalInterface
  public interface Progress {
    /** So many bytes of the files, as they lie on disk, and rows were read by now, in all. */
    void reached(long bytes, long rows);
  }

  public ReadOptions {
    columns = Map.copyOf(columns);
    if (threads < 1) {
      throw new IllegalArgumentException("threads is 1 or more");
    }
  }

  /** Reading with defaults, on one thread, rejections and progress unheard. */
  public static ReadOptions of(SubjectKind subject, ZoneId zone) {
    return new ReadOptions(
        subject,
        zone,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        1,
        InputStream.nullInputStream(),
        rejection -> {},
        (bytes, rows) -> {});
  }

  public ReadOptions withFormat(FileFormat newFormat) {
    return new ReadOptions(
        subject,
        zone,
        Optional.of(newFormat),
        idColumn,
        columns,
        threads,
        standardInput,
        rejected,
        progress);
  }

  public ReadOptions withIdColumn(String newIdColumn) {
    return new ReadOptions(
        subject,
        zone,
        format,
        Optional.of(newIdColumn),
        columns,
        threads,
        standardInput,
        rejected,
        progress);
  }

  public ReadOptions withColumns(Map<String, String> newColumns) {
    return new ReadOptions(
        subject, zone, format, idColumn, newColumns, threads, standardInput, rejected, progress);
  }

  public ReadOptions withThreads(int newThreads) {
    return new ReadOptions(
        subject, zone, format, idColumn, columns, newThreads, standardInput, rejected, progress);
  }

  public ReadOptions withStandardInput(InputStream newInput) {
    return new ReadOptions(
        subject, zone, format, idColumn, columns, threads, newInput, rejected, progress);
  }

  public ReadOptions withRejected(Consumer<Rejection> newRejected) {
    return new ReadOptions(
        subject, zone, format, idColumn, columns, threads, standardInput, newRejected, progress);
  }

  public ReadOptions withProgress(Progress newProgress) {
    return new ReadOptions(
        subject, zone, format, idColumn, columns, threads, standardInput, rejected, newProgress);
  }
}
