package io.plumbline.format.text;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Leads in a table for a terminal: rank, lead, total, scores with grades, cell, band, reasons. */
public final class TopTable {
  private static final String GAP = "  ";
  private static final int LONGEST_LEAD = 34;

  /** Of a lead without a name; a UUID is read and copied whole. */
  private static final int LONGEST_ID = 36;

  private static final int NARROWEST_REASONS = 16;
  private static final int MOST_REASONS = 3;

  private final ScoringModel model;
  private final Reasons reasons;
  private final Layout layout;
  private final Paint paint;

  private TopTable(ScoringModel model, Layout layout) {
    this.model = model;
    this.reasons = new Reasons(model);
    this.layout = layout;
    this.paint = new Paint(layout.colour());
  }

  /**
   * A lead of the table.
   *
   * @param name as {@link PersonName} tells it; empty where it is not known
   */
  public record Row(Explanation explanation, String name) {}

  /** A column of figures, its heading first. */
  private record Column(List<String> cells, boolean right) {
    int width() {
      return cells.stream().mapToInt(TextWidth::of).max().orElse(0);
    }

    String cell(int row) {
      String cell = cells.get(row);
      return right ? TextWidth.padLeft(cell, width()) : TextWidth.padRight(cell, width());
    }
  }

  /** The table, in the order given, each line ended by a line feed. */
  public static String print(ScoringModel model, List<Row> rows, Layout layout) {
    return new TopTable(model, layout).print(rows);
  }

  private String print(List<Row> rows) {
    List<Column> columns = columns(rows);
    int used = columns.stream().mapToInt(column -> column.width() + GAP.length()).sum();
    int room = layout.width() - used;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i <= rows.size(); i++) {
      int row = i;
      String line =
          columns.stream().map(column -> column.cell(row)).collect(Collectors.joining(GAP));
      String why = row == 0 ? "Why" : why(rows.get(row - 1), room);
      String all = room < NARROWEST_REASONS ? line : line + GAP + why;
      out.append(row == 0 ? paint.bold(all.stripTrailing()) : all.stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private List<Column> columns(List<Row> rows) {
    List<Column> columns = new ArrayList<>();
    columns.add(ranks(rows.size()));
    columns.add(leads(rows));
    if (model.hasTotal()) {
      columns.add(figures("Total", rows, row -> score(row).total().orElseThrow().toString()));
    }
    for (int i = 0; i < model.scores().size(); i++) {
      addScore(columns, rows, i);
    }
    if (model.matrix().isPresent()) {
      columns.add(texts("Cell", rows, row -> score(row).cell()));
    }
    if (rows.stream().anyMatch(row -> !score(row).band().isEmpty())) {
      columns.add(texts("Band", rows, row -> score(row).band()));
    }
    return columns;
  }

  private static Column ranks(int size) {
    List<String> cells = new ArrayList<>(List.of("#"));
    for (int rank = 1; rank <= size; rank++) {
      cells.add(String.valueOf(rank));
    }
    return new Column(cells, true);
  }

  private Column leads(List<Row> rows) {
    List<String> ids = rows.stream().map(row -> TextWidth.clean(score(row).subject())).toList();
    int widest = ids.stream().mapToInt(TextWidth::of).max().orElse(0);
    int whole = Math.min(widest, Math.min(LONGEST_ID, layout.width() / 2));
    int most = Math.max(whole, Math.min(LONGEST_LEAD, layout.width() / 3));
    List<String> cells = new ArrayList<>(List.of("Lead"));
    for (int i = 0; i < rows.size(); i++) {
      String name = TextWidth.clean(rows.get(i).name());
      String id = name.isEmpty() ? ids.get(i) : TextWidth.padRight(ids.get(i), widest);
      cells.add(TextWidth.cut(name.isEmpty() ? id : id + GAP + name, most));
    }
    return new Column(cells, false);
  }

  private void addScore(List<Column> columns, List<Row> rows, int place) {
    Dimension score = model.scores().get(place);
    boolean graded = !score.grades().isEmpty();
    String title = TextWidth.cut(TextWidth.clean(score.caption().titleOr(score.name())), 16);
    columns.add(
        figures(
            title,
            rows,
            row -> {
              Score.OfDimension of = score(row).scores().get(place);
              return graded ? of.points() + " " + of.grade() : of.points().toString();
            }));
  }

  /** A text for a cell of a row. */
  private interface Cell {
    String of(Row row);
  }

  private static Column texts(String title, List<Row> rows, Cell cell) {
    List<String> cells = new ArrayList<>(List.of(title));
    rows.forEach(row -> cells.add(TextWidth.cut(cell.of(row), 20)));
    return new Column(cells, false);
  }

  /** Numbers with their decimal points below each other, perhaps with a grade behind. */
  private static Column figures(String title, List<Row> rows, Cell cell) {
    List<String> texts = rows.stream().map(cell::of).toList();
    int fraction = texts.stream().mapToInt(text -> fraction(text).length()).max().orElse(0);
    List<String> cells = new ArrayList<>(List.of(title));
    for (String text : texts) {
      int end = text.indexOf(' ') < 0 ? text.length() : text.indexOf(' ');
      String number = text.substring(0, end);
      String gap = " ".repeat(fraction - fraction(text).length());
      cells.add(number + gap + text.substring(end));
    }
    return new Column(cells, true);
  }

  private static String fraction(String text) {
    int end = text.indexOf(' ') < 0 ? text.length() : text.indexOf(' ');
    int point = text.indexOf('.');
    return point < 0 || point > end ? "" : text.substring(point, end);
  }

  /** As many of the strongest reasons as there is room for. */
  private String why(Row row, int room) {
    StringBuilder why = new StringBuilder();
    for (Reasons.Reason reason : reasons.up(row.explanation(), MOST_REASONS)) {
      String next = reason.title() + " " + Words.signed(reason.points());
      if (why.length() == 0) {
        why.append(TextWidth.cut(next, room));
      } else if (TextWidth.of(why + ", " + next) <= room) {
        why.append(", ").append(next);
      }
    }
    return why.toString();
  }

  private static Score score(Row row) {
    return row.explanation().score();
  }
}
