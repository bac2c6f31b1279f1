package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;

/** What a database says, for whoever uses the store. */
final class Failures {
  private Failures() {}

  static StoreException of(Dialect dialect, SQLException e) {
    StoreException.Code code = dialect.codeOf(e);
    String said = firstLine(e.getMessage() == null ? e.toString() : e.getMessage());
    return new StoreException(code, meaning(code) + ": " + said, e);
  }

  /** What the system says of a file, without its name. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    String said = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return said == null ? e.toString() : said;
  }

  private static String meaning(StoreException.Code code) {
    return switch (code) {
      case AWAY -> "the store does not answer";
      case FULL -> "there is no room left for the store";
      case IN_USE -> "another server works on this store";
      case TOO_NEW -> "the store was written by a newer version";
      case UNUSABLE -> "the store cannot be used";
      case BROKEN -> "the store contradicts itself";
    };
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
