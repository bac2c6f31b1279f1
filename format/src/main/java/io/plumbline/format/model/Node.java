package io.plumbline.format.model;

import java.util.List;

/** A piece of a YAML file, with its position. */
sealed interface Node {
  Position start();

  /**
   * A single value.
   *
   * @param plain whether it stands without quotes
   */
  record Scalar(Position start, String text, boolean plain) implements Node {}

  record Items(Position start, List<Node> elements) implements Node {}

  record Fields(Position start, List<Field> fields) implements Node {}

  /** What was reported already: an alias, or a value with a tag. */
  record Broken(Position start) implements Node {}

  /** A key and its value. */
  record Field(Node key, Node value) {}
}
