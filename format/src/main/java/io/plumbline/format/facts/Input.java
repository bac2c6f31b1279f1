package io.plumbline.format.facts;

import io.plumbline.format.FormatException;
import io.plumbline.format.FormatException.Code;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A named place that bytes come from: a file or standard input, gzip taken off.
 *
 * @param name as the user wrote it, {@code -} for standard input
 */
record Input(String name, InputStream standardInput) {
  private static final int GZIP_BUFFER = 1 << 16;

  /** What an opened input gives. */
  record Opened(String name, HeadStream raw, HeadStream plain, boolean compressed)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      plain.close();
    }

    /** Closes after a failure that is more worth telling than one of closing. */
    void closeQuietly() {
      try {
        close();
      } catch (IOException e) {
        // The failure before is told.
      }
    }
  }

  boolean isStandardInput() {
    return name.equals("-");
  }

  /** The name for messages. */
  String shown() {
    return isStandardInput() ? "standard input" : name;
  }

  /** The file, where this is not standard input. */
  Path path() {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new FormatException(Code.NOT_READABLE, name + ": is not a file name", e);
    }
  }

  /** Tells a missing file, a directory, and one that may not be read, before anything is read. */
  void check() {
    if (isStandardInput()) {
      return;
    }
    Path path = path();
    if (!Files.exists(path)) {
      throw new FormatException(Code.NOT_READABLE, name + ": there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw new FormatException(Code.NOT_READABLE, name + ": is a directory, not a file");
    }
    if (!Files.isReadable(path)) {
      throw new FormatException(Code.NOT_READABLE, name + ": may not be read (no permission)");
    }
  }

  Opened open() {
    check();
    try {
      // Not Files.newInputStream: it copies every read through a buffer outside the heap.
      InputStream in = isStandardInput() ? standardInput : new FileInputStream(path().toFile());
      HeadStream raw = new HeadStream(in);
      byte[] head = raw.peek(2);
      boolean gzip = head.length == 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
      HeadStream plain = gzip ? new HeadStream(new GZIPInputStream(raw, GZIP_BUFFER)) : raw;
      return new Opened(shown(), raw, plain, gzip);
    } catch (IOException e) {
      throw failed(shown(), e);
    }
  }

  /** What to tell of a failed read. */
  static FormatException failed(String name, IOException e) {
    if (e instanceof EOFException) {
      return new FormatException(
          Code.READ_FAILED, name + ": the compressed data is cut off; nothing of it counts", e);
    }
    if (e instanceof ZipException) {
      return new FormatException(
          Code.READ_FAILED,
          name + ": the compressed data is damaged (" + e.getMessage() + "); nothing of it counts",
          e);
    }
    return new FormatException(Code.READ_FAILED, name + ": cannot be read: " + e.getMessage(), e);
  }
}
