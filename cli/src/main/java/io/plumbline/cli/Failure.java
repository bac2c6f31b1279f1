package io.plumbline.cli;

/** The end of a command that a person can do something about. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  private Failure(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Something could not be done. */
  static Failure failed(String message) {
    return new Failure(ExitCode.FAILED, message);
  }

  /** The command line asks for something that makes no sense. */
  static Failure wrongUse(String message) {
    return new Failure(ExitCode.WRONG_USE, message);
  }

  /** A model has errors, which have been shown. */
  static Failure modelHasErrors(String message) {
    return new Failure(ExitCode.MODEL_HAS_ERRORS, message);
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
