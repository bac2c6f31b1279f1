package io.plumbline.format.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An unfinished file that lies beside its target and is gone when the process ends. */
final class Draft {
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();
  private static final int NAMES = 1000;

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> UNFINISHED.forEach(Draft::delete), "remove drafts"));
  }

  private final Path target;
  private final Path path;
  private final OutputStream stream;

  private Draft(Path target, Path path, OutputStream stream) {
    this.target = target;
    this.path = path;
    this.stream = stream;
  }

  /** Creates a draft in the folder where the target is, or will be. */
  static Draft beside(Path target) throws IOException {
    // A link keeps pointing to its file; only the file behind it is replaced.
    Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    if (Files.exists(real) && !Files.isWritable(real)) {
      throw new AccessDeniedException(real.toString());
    }
    for (int number = 0; number < NAMES; number++) {
      Path path = real.resolveSibling(draftName(real, number));
      UNFINISHED.add(path);
      try {
        return new Draft(
            real,
            path,
            Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      } catch (FileAlreadyExistsException taken) {
        UNFINISHED.remove(path);
      } catch (IOException failure) {
        UNFINISHED.remove(path);
        throw failure;
      }
    }
    throw new IOException("too many unfinished files beside it");
  }

  /** Short, so that a long name of the target still leaves a name that the disk takes. */
  private static String draftName(Path target, int number) {
    String name = String.valueOf(target.getFileName());
    int end = name.offsetByCodePoints(0, Math.min(32, name.codePointCount(0, name.length())));
    return "."
        + name.substring(0, end)
        + "."
        + ProcessHandle.current().pid()
        + "-"
        + number
        + ".part";
  }

  OutputStream open() {
    return stream;
  }

  /** Gives the finished draft the target's name. */
  void publish() throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    UNFINISHED.remove(path);
  }

  void discard() {
    delete(path);
    UNFINISHED.remove(path);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException leftBehind) {
      // Nothing more can be done for a draft that the disk does not let go of.
    }
  }
}
