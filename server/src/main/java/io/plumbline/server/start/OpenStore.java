package io.plumbline.server.start;

import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import io.plumbline.store.jdbc.StoreCopy;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the store that somebody has named: a file's name alone means SQLite. */
public final class OpenStore {
  private static final String POSTGRES = "postgresql:";
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private OpenStore() {}

  /**
   * The address that somebody has written.
   *
   * @throws IllegalArgumentException where it is none, saying what one looks like
   */
  static StoreAddress address(String text, String password) {
    try {
      return StoreAddress.of(full(text), System.getProperty("user.name", ""), password);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("this cannot be the name of a file", e);
    }
  }

  /**
   * Opens it, and makes the file and its folder where they are missing.
   *
   * @throws StoreException where it cannot be used
   */
  public static Store at(StoreAddress place, StoreMode mode) {
    if (place instanceof StoreAddress.Sqlite sqlite) {
      makeFolder(sqlite.file());
    }
    return Stores.open(place, mode);
  }

  /**
   * The address that somebody has written, and the password from a file.
   *
   * @throws IllegalArgumentException where it is none, or the file holds none
   */
  public static StoreAddress named(String text, Optional<Path> passwordFile) {
    return address(text, passwordFile.map(SecretFile::read).orElse(""));
  }

  /**
   * Copies a store, and makes the folder of the copy where it is missing.
   *
   * @throws StoreException where that cannot be; nothing is left of the copy then
   */
  public static StoreCopy.Copied copy(
      StoreAddress from, StoreAddress to, StoreCopy.Progress progress) {
    if (to instanceof StoreAddress.Sqlite sqlite) {
      makeFolder(sqlite.file());
    }
    return Stores.copy(from, to, progress);
  }

  private static String full(String text) {
    if (text.startsWith(POSTGRES)) {
      return "jdbc:" + withoutUser(text);
    }
    boolean known =
        text.startsWith(StoreAddress.POSTGRESQL)
            || text.startsWith(StoreAddress.SQLITE)
            || text.equals(StoreAddress.MEMORY);
    Matcher scheme = SCHEME.matcher(text);
    if (!known && scheme.matches()) {
      // The rest is not repeated: there may be a password in it.
      throw new IllegalArgumentException(
          "there are no stores at "
              + scheme.group(1)
              + ":...; expected a file, or postgresql://USER@HOST:PORT/DATABASE");
    }
    return known ? text : StoreAddress.SQLITE + text;
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

  private static void makeFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder, ownerOnly(folder));
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Code.UNUSABLE,
          "the folder " + folder + " cannot be made: " + reason(e),
          e);
    }
  }

  /** What is in it is personal; a folder that is there already stays as it is. */
  private static FileAttribute<?>[] ownerOnly(Path folder) {
    boolean knowsOwners = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return knowsOwners ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
  }

  private static String reason(IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return "there is a file of this name";
    }
    return e instanceof AccessDeniedException
        ? "permission denied"
        : "there is no place for it, or it cannot be written";
  }
}
