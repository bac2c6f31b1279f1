package io.plumbline.core.model;

import java.util.List;

/** A named range of the total, or set of cells, that says what to do with a subject. */
public record Band(String name, Caption caption, Test test) {

  /** When a band holds. */
  public sealed interface Test {
    /** The total is at least so many points. */
    record AtLeast(Points points) implements Test {}

    /** The cell is one of these. */
    record InCells(List<String> cells) implements Test {
      public InCells {
        cells = List.copyOf(cells);
      }
    }

    /** Always: the last band. */
    record Otherwise() implements Test {}
  }
}
