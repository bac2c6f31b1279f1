package io.plumbline.format.result;

/** How a row becomes bytes. Thread-safe: many threads format different rows. */
interface RowFormat {

  /** Puts what stands before the first row. */
  void putHead(Bytes out);

  /** Puts a row and its end. */
  void putRow(Bytes out, int row, byte[] explanation);
}
