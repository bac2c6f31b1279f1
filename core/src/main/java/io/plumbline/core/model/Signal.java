package io.plumbline.core.model;

import java.util.List;

/**
 * Events that count for a rule: their types and what holds for their properties.
 *
 * @param types compared as text; empty for every type
 * @param perDay how many events of a day count at most, the earliest first; 0 for all
 */
public record Signal(List<String> types, Condition where, int perDay) {
  public Signal {
    types = List.copyOf(types);
    if (perDay < 0) {
      throw new IllegalArgumentException("perDay is 0 or more");
    }
  }
}
