package io.plumbline.server.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds a secret and nothing else. */
public final class SecretFile {
  private static final int MOST_BYTES = 4096;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private SecretFile() {}

  /**
   * What the file holds.
   *
   * @throws IllegalArgumentException where it cannot be read, or holds something else
   */
  static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
      if (text.isEmpty() || bytes.length > MOST_BYTES || text.contains("\n")) {
        throw new IllegalArgumentException(file + " does not hold a password and nothing else");
      }
      return text;
    } catch (IOException e) {
      throw new IllegalArgumentException("the file " + file + " cannot be read", e);
    }
  }

  /** Whether others than its owner may read a file. */
  public static boolean isReadByOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (IOException | UnsupportedOperationException | InvalidPathException unknown) {
      return false;
    }
  }

  /** What to say of one that others can read. */
  public static String warning(Path file) {
    return file + " holds a secret and can be read by others: chmod 600 " + file;
  }
}
