package io.plumbline.server.start;

import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Opens the store that somebody has named: a file's name alone means SQLite. */
public final class OpenStore {
  private static final int LONGEST_PASSWORD_FILE = 4096;
  private static final String POSTGRES = "postgresql:";
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private OpenStore() {}

  /**
   * Opens it, and makes the file and its folder where they are missing.
   *
   * @throws StoreException where it cannot be used
   * @throws IllegalArgumentException where the address is none
   */
  public static Store at(String address, Optional<Path> passwordFile, StoreMode mode) {
    String password = passwordFile.map(OpenStore::secret).orElse("");
    StoreAddress place = StoreAddress.of(full(address), userName(), password);
    if (place instanceof StoreAddress.Sqlite sqlite) {
      makeFolder(sqlite.file());
    }
    return Stores.open(place, mode);
  }

  /** The file of an address that means SQLite. */
  public static Optional<Path> file(String address) {
    String full = full(address);
    return full.startsWith(StoreAddress.SQLITE)
        ? Optional.of(Path.of(full.substring(StoreAddress.SQLITE.length())))
        : Optional.empty();
  }

  private static String full(String address) {
    if (address.startsWith(POSTGRES)) {
      return "jdbc:" + withoutUser(address);
    }
    boolean hasScheme = address.matches("(?:memory|sqlite|jdbc):.*");
    return hasScheme ? address : StoreAddress.SQLITE + address;
  }

  /** The driver takes the user as a parameter; people write it before the host. */
  private static String withoutUser(String address) {
    int at = address.indexOf('@');
    int start = address.indexOf("//") + 2;
    if (at < 0 || start < 2 || address.indexOf('/', start) < at) {
      return address;
    }
    String user = address.substring(start, at);
    if (user.contains(":")) {
      throw new IllegalArgumentException(
          "the address of a store must not hold a password; give it in a file");
    }
    String rest = address.substring(at + 1);
    return POSTGRES + "//" + rest + (rest.contains("?") ? "&" : "?") + "user=" + user;
  }

  private static String userName() {
    return System.getProperty("user.name", "");
  }

  private static void makeFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Code.UNUSABLE, "the folder " + folder + " cannot be made", e);
    }
  }

  /** What a file holds that holds a secret and nothing else. */
  static String secret(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST_PASSWORD_FILE + 1);
      String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
      if (text.isEmpty() || bytes.length > LONGEST_PASSWORD_FILE || text.contains("\n")) {
        throw new IllegalArgumentException(file + " does not hold a password and nothing else");
      }
      return text;
    } catch (IOException e) {
      throw new IllegalArgumentException("the password file " + file + " cannot be read", e);
    }
  }

  /** Whether others than its owner may read a file. */
  static boolean isReadByOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (IOException | UnsupportedOperationException | InvalidPathException unknown) {
      return false;
    }
  }
}
