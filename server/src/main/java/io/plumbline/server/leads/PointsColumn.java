package io.plumbline.server.leads;

/** Points of a segment's rows in thousandths: as ints until one does not fit. */
final class PointsColumn {
  private int[] narrow = new int[Segments.ROWS];
  private long[] wide = {};

  void set(int row, long thousandths) {
    if (wide.length == 0 && thousandths == (int) thousandths) {
      narrow[row] = (int) thousandths;
      return;
    }
    if (wide.length == 0) {
      long[] all = new long[Segments.ROWS];
      for (int i = 0; i < all.length; i++) {
        all[i] = narrow[i];
      }
      wide = all;
      narrow = new int[0];
    }
    wide[row] = thousandths;
  }

  long get(int row) {
    return wide.length == 0 ? narrow[row] : wide[row];
  }

  long footprint() {
    return 4L * narrow.length + 8L * wide.length;
  }
}
