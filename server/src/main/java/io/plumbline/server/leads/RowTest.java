package io.plumbline.server.leads;

/** A compiled filter of one query. For one thread; rows are those of the segment entered last. */
interface RowTest {
  /** Goes to a segment, whose lock is held. */
  void enter(int segment);

  boolean test(int row);

  /** A test that needs nothing but the scores in view, which are entered for all at once. */
  interface OfScores extends RowTest {
    @Override
    default void enter(int segment) {}
  }
}
