package io.plumbline.core.model;

/**
 * An author's mistake, or something an author will want to know.
 *
 * @param code a stable short name such as {@code unknown-key}
 * @param path a JSON pointer into the model such as {@code /scores/fit/groups/role/rules/0/cap}
 * @param found what stands there
 * @param expected what should stand there
 */
public record Issue(String code, Severity severity, String path, String found, String expected) {

  /** Whether a model with the issue can be used. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public static Issue error(String code, String path, String found, String expected) {
    return new Issue(code, Severity.ERROR, path, found, expected);
  }

  public static Issue warning(String code, String path, String found, String expected) {
    return new Issue(code, Severity.WARNING, path, found, expected);
  }
}
