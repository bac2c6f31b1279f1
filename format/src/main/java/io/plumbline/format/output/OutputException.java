package io.plumbline.format.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;

/** Output that could not be written; the message is fit for a person to read. */
public final class OutputException extends IOException {
  private static final long serialVersionUID = 1;

  /** Why output could not be written. */
  public enum Reason {
    NO_FOLDER,
    IS_A_FOLDER,
    NO_PERMISSION,
    NO_SPACE,
    /** Whoever read our standard output stopped reading, as {@code head} does: no failure. */
    CLOSED_PIPE,
    OTHER
  }

  private final Reason reason;

  OutputException(String name, Reason reason, String detail) {
    super("cannot write " + name + ": " + detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** The same failure, named; one that is named already stays as it is. */
  static OutputException of(String name, IOException cause) {
    if (cause instanceof OutputException known) {
      return known;
    }
    Reason reason = reasonOf(cause);
    OutputException named = new OutputException(name, reason, detail(reason, cause));
    named.initCause(cause);
    return named;
  }

  private static Reason reasonOf(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return Reason.NO_FOLDER;
    }
    if (cause instanceof AccessDeniedException) {
      return Reason.NO_PERMISSION;
    }
    String text = text(cause).toLowerCase(Locale.ROOT);
    if (text.contains("no space") || text.contains("not enough space") || text.contains("quota")) {
      return Reason.NO_SPACE;
    }
    if (text.contains("broken pipe") || text.contains("pipe is being closed")) {
      return Reason.CLOSED_PIPE;
    }
    return text.contains("permission denied") ? Reason.NO_PERMISSION : Reason.OTHER;
  }

  private static String detail(Reason reason, IOException cause) {
    return switch (reason) {
      case NO_FOLDER -> "its folder does not exist";
      case IS_A_FOLDER -> "it is a folder";
      case NO_PERMISSION -> "permission denied";
      case NO_SPACE -> "no space left on the disk";
      case CLOSED_PIPE -> "the reader has stopped reading";
      case OTHER -> text(cause);
    };
  }

  /** What the system says, without the path that Java puts before it. */
  private static String text(IOException cause) {
    Optional<String> said =
        cause instanceof FileSystemException file
            ? Optional.ofNullable(file.getReason())
            : Optional.ofNullable(cause.getMessage());
    return said.orElse(cause.getClass().getSimpleName());
  }
}
