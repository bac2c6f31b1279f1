package io.plumbline.store.jdbc;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** What keeps a new file from everybody but its owner, where the file system knows owners. */
final class OwnerOnly {
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnerOnly() {}

  /** For a file that is made at a path. */
  static FileAttribute<?>[] at(Path path) {
    boolean knowsOwners = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return knowsOwners ? new FileAttribute<?>[] {FILE} : new FileAttribute<?>[0];
  }
}
