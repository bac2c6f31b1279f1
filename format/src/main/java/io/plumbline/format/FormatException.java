package io.plumbline.format;

/**
 * A file that cannot be read or written as a whole, told in words that a user understands. Bad rows
 * are no such thing: they are rejected one by one and the rest goes on.
 */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Code {
    /** There is no such file, or it is a directory, or may not be opened. */
    NOT_READABLE,
    /** Reading began and failed: the device, or compressed data that is damaged or cut off. */
    READ_FAILED,
    /** The file is not of the format it should be. */
    BAD_FORMAT,
    /** The header is missing or repeats a name. */
    BAD_HEADER,
    /** The header lacks a needed column: it may have another name. */
    NO_COLUMN,
    /** A limit is exceeded. */
    TOO_LARGE,
    /** Standard input, or another thing that exists once, is asked for twice. */
    WRONG_USE
  }

  private final Code code;

  public FormatException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public FormatException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
