package io.plumbline.checks.tidy;

/**
 * Something untidy, and where it is.
 *
 * @param line the line, from 1; 0 where it concerns the whole file
 */
record Finding(String file, int line, String what) {

  @Override
  public String toString() {
    return line == 0 ? file + ": " + what : file + ":" + line + ": " + what;
  }
}
