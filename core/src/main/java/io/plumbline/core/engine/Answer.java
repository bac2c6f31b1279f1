package io.plumbline.core.engine;

/**
 * The three answers as whole numbers in Kleene's order, so that {@code all} is the smallest, {@code
 * any} the largest and {@code not} the mirror.
 */
final class Answer {
  static final int NO = 0;
  static final int UNKNOWN = 1;
  static final int YES = 2;

  private Answer() {}

  static int of(boolean yes) {
    return yes ? YES : NO;
  }

  static int not(int answer) {
    return YES - answer;
  }
}
