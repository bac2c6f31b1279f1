package io.plumbline.server.leads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles the order of a query. */
final class RowKeys {
  private final SubjectTable table;
  private final ScoreView view;
  private final ListedColumns columns;

  RowKeys(SubjectTable table, ScoreView view, ListedColumns columns) {
    this.table = table;
    this.view = view;
    this.columns = columns;
  }

  /** The keys before the id, which every order ends with. */
  RowKey[] compile(List<SortBy> sort) {
    return sort.stream()
        .takeWhile(by -> by.figure() != SortBy.Figure.ID)
        .map(this::key)
        .toArray(RowKey[]::new);
  }

  private RowKey key(SortBy by) {
    boolean falling = by.falling();
    return switch (by.figure()) {
      case TOTAL ->
          ofScore(
              falling, (slab, row) -> slab.labels().hasTotal() ? slab.total(row) : RowKey.UNKNOWN);
      case SCORE -> ofScore(falling, points(by.name()));
      case GRADE -> ofScore(falling, grade(by.name()));
      case CELL -> ofScore(falling, (slab, row) -> goodness(slab.cell(row)));
      case BAND -> ofScore(falling, (slab, row) -> goodness(slab.band(row)));
      case COVERAGE -> ofScore(falling, ScoreSlab::coverage);
      case LAST_ACTIVITY -> new RowKey.OfTime(falling, table, true);
      case CREATED -> new RowKey.OfTime(falling, table, false);
      case ATTRIBUTE -> new RowKey.OfAttribute(falling, columns.of(by.name()));
      case ID -> throw new IllegalStateException("the id is the last key of every order");
    };
  }

  /** Labels are numbered from the best on; the better is the higher, as with points. */
  private static long goodness(int label) {
    return label < 0 ? RowKey.UNKNOWN : -label;
  }

  private RowKey.OfScore.Figure points(String score) {
    Places places = places(score);
    return (slab, row) -> {
      int place = places.in(slab.labels());
      return place < 0 ? RowKey.UNKNOWN : slab.points(place, row);
    };
  }

  private RowKey.OfScore.Figure grade(String score) {
    Places places = places(score);
    return (slab, row) -> {
      int place = places.in(slab.labels());
      return place < 0 ? RowKey.UNKNOWN : goodness(slab.grade(place, row));
    };
  }

  /** Where versions have a score of a name, looked up once for each run of one version. */
  private static final class Places {
    private final String score;
    private @Nullable ScoreLabels labels;
    private int place;

    Places(String score) {
      this.score = score;
    }

    int in(ScoreLabels asked) {
      if (asked != labels) {
        labels = asked;
        place = asked.dimension(score).orElse(-1);
      }
      return place;
    }
  }

  private Places places(String score) {
    view.places("sort", score);
    return new Places(score);
  }

  private RowKey ofScore(boolean falling, RowKey.OfScore.Figure figure) {
    return new RowKey.OfScore(falling, view, figure);
  }
}
