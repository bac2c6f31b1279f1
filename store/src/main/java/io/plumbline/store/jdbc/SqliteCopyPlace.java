package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A SQLite file that is copied from, or that a copy is written to. */
final class SqliteCopyPlace extends CopyPlace {
  private final Path file;

  SqliteCopyPlace(Path file) {
    this.file = file;
  }

  @Override
  Database source() {
    if (!Files.exists(file)) {
      throw new StoreException(
          StoreException.Code.UNUSABLE,
          "there is no store " + file.toAbsolutePath().normalize() + " to copy");
    }
    return SqliteDatabase.present(file);
  }

  @Override
  CopyTarget target() {
    return SqliteCopyTarget.at(SqliteDatabase.place(file));
  }
}
