package io.plumbline.store.jdbc;

import java.nio.file.Path;

/** A place that a store is copied from, or into. */
public abstract sealed class CopyPlace permits SqliteCopyPlace, PostgresCopyPlace {
  CopyPlace() {}

  /** A store in a file. */
  public static CopyPlace sqlite(Path file) {
    return new SqliteCopyPlace(file);
  }

  /**
   * A store in a PostgreSQL database.
   *
   * @param url of JDBC, without a password
   */
  public static CopyPlace postgres(String url, String user, String password) {
    return new PostgresCopyPlace(url, user, password);
  }

  /** The database of a store that is there and has this program's schema, changed in nothing. */
  abstract Database source();

  /** An empty store at this place, made where there is none, that nobody else works on. */
  abstract CopyTarget target();
}
