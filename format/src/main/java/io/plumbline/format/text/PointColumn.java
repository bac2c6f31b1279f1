package io.plumbline.format.text;

import io.plumbline.core.model.Points;
import java.util.List;
import java.util.Optional;

/**
 * A column of points, their decimal points below each other, with the most that there could be.
 *
 * @param whole the columns before the decimal point
 * @param fraction the columns from the decimal point on
 * @param most the columns of the largest possible points; 0 where they are not shown
 */
record PointColumn(int whole, int fraction, int most) {
  private static final String OF = " of ";

  /** Points with the most that there could be; empty where that is not bounded. */
  record Shown(Points points, Optional<Points> most) {}

  /** A column for all of these; without the most that there could be where there is no room. */
  static PointColumn of(List<Shown> shown, int room) {
    int whole = 1;
    int fraction = 0;
    int most = 0;
    for (Shown each : shown) {
      String text = each.points().toString();
      whole = Math.max(whole, wholeOf(text));
      fraction = Math.max(fraction, text.length() - wholeOf(text));
      most = Math.max(most, each.most().map(points -> points.toString().length()).orElse(0));
    }
    PointColumn column = new PointColumn(whole, fraction, most);
    return column.width() <= room ? column : new PointColumn(whole, fraction, 0);
  }

  int width() {
    return whole + fraction + (most == 0 ? 0 : OF.length() + most);
  }

  private static int wholeOf(String number) {
    int point = number.indexOf('.');
    return point < 0 ? number.length() : point;
  }

  /** The points and the most that there could be, as wide as the column. */
  String of(Points points, Optional<Points> largest) {
    String text = points.toString();
    String number = " ".repeat(Math.max(0, whole - wholeOf(text))) + text;
    String aligned = TextWidth.padRight(number, whole + fraction);
    String of =
        most == 0 || largest.isEmpty()
            ? ""
            : OF + TextWidth.padLeft(largest.get().toString(), most);
    return TextWidth.padRight(aligned + of, width());
  }
}
