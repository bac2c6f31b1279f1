package io.plumbline.format.model;

import io.plumbline.core.model.Quoted;
import io.plumbline.core.model.Spelling;
import io.plumbline.format.model.CoreSchema.Kind;
import io.plumbline.format.model.Node.Fields;
import io.plumbline.format.model.Node.Items;
import io.plumbline.format.model.Node.Scalar;
import java.util.Collection;
import java.util.stream.Collectors;

/** The words in which messages speak of what stands in a file. */
final class Words {
  private static final int MAX_LISTED = 24;

  private Words() {}

  /** What stands at a place. */
  static String found(Node node) {
    if (node instanceof Items items) {
      return items.elements().isEmpty() ? "an empty list" : "a list";
    }
    if (node instanceof Fields fields) {
      return fields.fields().isEmpty() ? "an empty map" : "a map";
    }
    if (node instanceof Scalar scalar) {
      Kind kind = CoreSchema.kind(scalar);
      if (kind == Kind.NULL) {
        return "nothing";
      }
      return kind.words
          + " "
          + (kind == Kind.TEXT ? quoted(scalar.text()) : Quoted.cut(scalar.text()));
    }
    return "something else";
  }

  static String quoted(String text) {
    return Quoted.of(text);
  }

  /** The words, and which of them was perhaps meant. */
  static String oneOf(Collection<String> words, String found) {
    String list = words.stream().sorted().limit(MAX_LISTED).collect(Collectors.joining(", "));
    String more = words.size() > MAX_LISTED ? ", ..." : "";
    String meant =
        Spelling.nearest(found, words).map(word -> " (did you mean " + word + "?)").orElse("");
    return (words.size() == 1 ? "" : "one of ") + list + more + meant;
  }
}
