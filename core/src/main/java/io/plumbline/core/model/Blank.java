package io.plumbline.core.model;

import io.plumbline.core.fact.NormalText;

/** Whether nothing is left of a text when it is compared. */
final class Blank {
  private Blank() {}

  static boolean is(String text) {
    return NormalText.isBlank(text);
  }
}
