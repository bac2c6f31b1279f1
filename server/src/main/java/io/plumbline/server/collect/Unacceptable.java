package io.plumbline.server.collect;

/** Why one event cannot be taken: thrown while it is read, and caught before the next one. */
final class Unacceptable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * A reason.
   *
   * @param code for machines
   * @param path where in the body, as JSON path
   * @param text what was found and what was expected
   */
  Unacceptable(String code, String path, String text) {
    super(path + ": " + text, null, false, false);
    this.code = code;
  }

  /** A text as it can be quoted in a reason. */
  static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }

  String code() {
    return code;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
