package io.plumbline.format.text;

import io.plumbline.core.model.Points;
import java.util.List;
import java.util.Optional;

/**
 * A column of points, their decimal points below each other, with the most that there could be.
 *
 * @param whole the columns before the decimal point
 * @param fraction the columns from the decimal point on
 * @param most the columns of the largest possible points
 */
record PointColumn(int whole, int fraction, int most) {

  /** Points with the most that there could be; empty where that is not bounded. */
  record Shown(Points points, Optional<Points> most) {}

  /** A column wide enough for all of these. */
  static PointColumn of(List<Shown> shown) {
    int whole = 1;
    int fraction = 0;
    int most = 0;
    for (Shown each : shown) {
      String text = each.points().toString();
      whole = Math.max(whole, wholeOf(text));
      fraction = Math.max(fraction, text.length() - wholeOf(text));
      most = Math.max(most, each.most().map(points -> points.toString().length()).orElse(0));
    }
    return new PointColumn(whole, fraction, most);
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
    String of = largest.map(each -> " of " + TextWidth.padLeft(each.toString(), most)).orElse("");
    return TextWidth.padRight(aligned + of, whole + fraction + (most == 0 ? 0 : most + 4));
  }
}
