package io.plumbline.server.collect;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import io.plumbline.format.json.ValueJson;

/**
 * Text as stores can keep it: halves of surrogate pairs and the character U+0000, which no UTF-8
 * and no database takes, become U+FFFD.
 */
final class CleanText {
  private CleanText() {}

  static String of(String text) {
    String wellFormed = ValueJson.wellFormed(text);
    return wellFormed.indexOf('\0') < 0 ? wellFormed : wellFormed.replace('\0', '\uFFFD');
  }

  static Value of(Value value) {
    return value instanceof Value.Text text && isUnclean(text.text())
        ? new Value.Text(of(text.text()))
        : value;
  }

  /** Whether nothing can be read in a text, whichever way one looks at it. */
  static boolean isBlank(String text) {
    return text.isBlank() || NormalText.isBlank(text);
  }

  private static boolean isUnclean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}
