package io.plumbline.format.output;

import io.plumbline.format.output.OutputException.Reason;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A file that appears under its name only when it is whole.
 *
 * <p>Bytes go to a file with another name in the same folder; {@link #commit} renames it. Without
 * {@code commit}, {@link #close} removes it, and so does the end of the process by a signal; what
 * stood under the name before stays. A name that ends in {@code .gz} is compressed. Devices and
 * named pipes are written directly. Not thread-safe.
 *
 * <pre>{@code
 * try (AtomicOutput output = AtomicOutput.named("scores.csv", standardOutput)) {
 *   writer.write(scores, output.stream());
 *   output.commit();
 * }
 * }</pre>
 */
public final class AtomicOutput implements Closeable {
  /** The name that stands for standard output. */
  public static final String STANDARD_OUTPUT = "-";

  private static final int BUFFER = 1 << 16;

  private final String name;
  private final Optional<Draft> draft;
  private final boolean ours;
  private final OutputStream raw;
  private final OutputStream stream;
  private boolean done;

  private AtomicOutput(String name, Optional<Draft> draft, OutputStream raw, boolean ours)
      throws IOException {
    this.name = name;
    this.draft = draft;
    this.ours = ours;
    this.raw = raw;
    OutputStream named = new NamedStream(name, raw);
    this.stream =
        name.endsWith(".gz")
            ? new BufferedOutputStream(new GZIPOutputStream(named, BUFFER), BUFFER)
            : new BufferedOutputStream(named, BUFFER);
  }

  /**
   * Opens the file of a name, or for {@value #STANDARD_OUTPUT} the given stream, which is flushed
   * and never closed.
   */
  public static AtomicOutput named(String name, OutputStream standardOutput)
      throws OutputException {
    return name.equals(STANDARD_OUTPUT) ? standard(standardOutput) : file(path(name));
  }

  /** Opens a file. */
  public static AtomicOutput file(Path target) throws OutputException {
    String name = target.toString();
    if (Files.isDirectory(target)) {
      throw new OutputException(name, Reason.IS_A_FOLDER, "it is a folder");
    }
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        return new AtomicOutput(name, Optional.empty(), Files.newOutputStream(target), true);
      }
      Draft draft = Draft.beside(target);
      return new AtomicOutput(name, Optional.of(draft), draft.open(), true);
    } catch (IOException failure) {
      throw OutputException.of(name, failure);
    }
  }

  private static Path path(String name) throws OutputException {
    try {
      return Path.of(name);
    } catch (InvalidPathException noName) {
      throw new OutputException(name, Reason.OTHER, noName.getReason());
    }
  }

  private static AtomicOutput standard(OutputStream stream) throws OutputException {
    try {
      return new AtomicOutput("standard output", Optional.empty(), stream, false);
    } catch (IOException failure) {
      throw OutputException.of("standard output", failure);
    }
  }

  /** Where to write; its failures are {@link OutputException}s. */
  public OutputStream stream() {
    return stream;
  }

  /** Says that all is written, and puts the file under its name. */
  public void commit() throws OutputException {
    try {
      if (ours) {
        stream.close();
      } else {
        stream.flush();
      }
      if (draft.isPresent()) {
        draft.get().publish();
      }
      done = true;
    } catch (IOException failure) {
      throw OutputException.of(name, failure);
    }
  }

  /** Removes what was written, unless it was committed. */
  @Override
  public void close() {
    if (done) {
      return;
    }
    done = true;
    try {
      if (ours) {
        // Not the streams around it: what they still hold need not be written.
        raw.close();
      }
    } catch (IOException alreadyFailing) {
      // Whoever did not commit has a failure to tell of; a second one would hide it.
    } finally {
      draft.ifPresent(Draft::discard);
    }
  }
}
