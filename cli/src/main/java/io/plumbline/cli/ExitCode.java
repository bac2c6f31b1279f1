package io.plumbline.cli;

/** How the process ends, as scripts see it. */
enum ExitCode {
  DONE(0),
  FAILED(1),
  WRONG_USE(2),
  MODEL_HAS_ERRORS(3),
  ROWS_REJECTED(4);

  final int number;

  ExitCode(int number) {
    this.number = number;
  }
}
