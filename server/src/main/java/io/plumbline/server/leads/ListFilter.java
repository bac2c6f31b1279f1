package io.plumbline.server.leads;

import io.plumbline.core.model.Points;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that a listed subject must fulfil. */
sealed interface ListFilter {

  /**
   * Points lie in a range, both ends included.
   *
   * @param score the name of a score; empty for the total
   */
  record PointsRange(Optional<String> score, Optional<Points> atLeast, Optional<Points> atMost)
      implements ListFilter {}

  /** A grade of a score is one of some. */
  record Grades(String score, List<String> labels) implements ListFilter {}

  /** The cell is one of some. */
  record Cells(List<String> cells) implements ListFilter {}

  /** The band is one of some. */
  record Bands(List<String> names) implements ListFilter {}

  /** Some entry disqualifies, or none. */
  record Disqualified(boolean yes) implements ListFilter {}

  /** Some entry qualifies, or none. */
  record Qualified(boolean yes) implements ListFilter {}

  /** The last activity lies between two instants, both excluded. */
  record Active(Optional<Instant> after, Optional<Instant> before) implements ListFilter {}

  /** The subject was first seen between two instants, both excluded. */
  record Created(Optional<Instant> after, Optional<Instant> before) implements ListFilter {}

  /** An attribute's value fulfils a test. */
  record OfAttribute(String name, ValueTest test) implements ListFilter {}
}
