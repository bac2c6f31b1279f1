package io.plumbline.core.model;

import java.util.List;

/** What tests facts: answers yes, no or unknown. */
public sealed interface Condition {
  /** Holds for everything: an event rule without {@code where}. */
  Condition ALWAYS = new All(List.of());

  /** No if one is no, else unknown if one is unknown, else yes. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** Yes if one is yes, else unknown if one is unknown, else no. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** Swaps yes and no. */
  record Not(Condition condition) implements Condition {}

  /** A test of an attribute, or of an event's property. */
  record Attribute(String name, Test test) implements Condition {}
}
