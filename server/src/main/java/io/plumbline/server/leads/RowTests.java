package io.plumbline.server.leads;

import io.plumbline.core.model.Points;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Compiles the filters of a query. */
final class RowTests {
  private final SubjectTable table;
  private final ScoreView view;
  private final ListedColumns columns;

  RowTests(SubjectTable table, ScoreView view, ListedColumns columns) {
    this.table = table;
    this.view = view;
    this.columns = columns;
  }

  RowTest compile(ListFilter filter) {
    if (filter instanceof ListFilter.PointsRange range) {
      return points(range);
    }
    if (filter instanceof ListFilter.Grades grades) {
      return grades(grades);
    }
    if (filter instanceof ListFilter.Cells cells) {
      return labels("cell", cells.cells(), ScoreLabels::cellLabels, ScoreSlab::cell);
    }
    if (filter instanceof ListFilter.Bands bands) {
      return labels("band", bands.names(), ScoreLabels::bandNames, ScoreSlab::band);
    }
    if (filter instanceof ListFilter.Disqualified wanted) {
      return entry(wanted.yes(), ScoreSlab::disqualifier);
    }
    if (filter instanceof ListFilter.Qualified wanted) {
      return entry(wanted.yes(), ScoreSlab::qualifier);
    }
    if (filter instanceof ListFilter.Active active) {
      return new TimeTest(table, true, active.after(), active.before());
    }
    if (filter instanceof ListFilter.Created created) {
      return new TimeTest(table, false, created.after(), created.before());
    }
    ListFilter.OfAttribute attribute = (ListFilter.OfAttribute) filter;
    return new AttributeRowTest(columns.of(attribute.name()), attribute.test());
  }

  private RowTest.OfScores entry(boolean wanted, SlabFigure entry) {
    return row -> {
      ScoreSlab slab = view.at(row);
      return slab != null && entry.of(slab, row) >= 0 == wanted;
    };
  }

  private RowTest.OfScores points(ListFilter.PointsRange range) {
    long low = range.atLeast().map(Points::thousandths).orElse(Long.MIN_VALUE);
    long high = range.atMost().map(Points::thousandths).orElse(Long.MAX_VALUE);
    if (range.score().isEmpty()) {
      return row -> {
        ScoreSlab slab = view.at(row);
        if (slab == null || !slab.labels().hasTotal()) {
          return false;
        }
        long points = slab.total(row);
        return points >= low && points <= high;
      };
    }
    int[] places = view.places("score", range.score().get());
    return row -> {
      int version = view.find(row);
      if (version < 0 || places[version] < 0) {
        return false;
      }
      long points = view.slab(version).points(places[version], row);
      return points >= low && points <= high;
    };
  }

  private RowTest.OfScores grades(ListFilter.Grades filter) {
    int[] places = view.places("grade", filter.score());
    BitSet[] wanted =
        wanted(
            "grade",
            filter.labels(),
            (version, label) ->
                places[version] < 0
                    ? ScoreSlab.NONE
                    : view.labels().get(version).grade(places[version], label),
            version ->
                places[version] < 0
                    ? List.of()
                    : view.labels().get(version).gradeLabels(places[version]));
    return row -> {
      int version = view.find(row);
      if (version < 0 || places[version] < 0) {
        return false;
      }
      int grade = view.slab(version).grade(places[version], row);
      return grade >= 0 && wanted[version].get(grade);
    };
  }

  private RowTest.OfScores labels(
      String parameter,
      List<String> texts,
      Function<ScoreLabels, List<String>> known,
      SlabFigure figure) {
    List<ScoreLabels> labels = view.labels();
    BitSet[] wanted =
        wanted(
            parameter,
            texts,
            (version, text) -> known.apply(labels.get(version)).indexOf(text),
            version -> known.apply(labels.get(version)));
    return row -> {
      int version = view.find(row);
      if (version < 0) {
        return false;
      }
      int number = figure.of(view.slab(version), row);
      return number >= 0 && wanted[version].get(number);
    };
  }

  /** The numbers of some texts in each version; a text that no version knows is a mistake. */
  private BitSet[] wanted(
      String parameter, List<String> texts, Place place, IntFunction<List<String>> known) {
    BitSet[] wanted = new BitSet[view.labels().size()];
    Arrays.setAll(wanted, version -> new BitSet());
    for (String text : texts) {
      boolean found = false;
      for (int version = 0; version < wanted.length; version++) {
        int number = place.of(version, text);
        if (number >= 0) {
          wanted[version].set(number);
          found = true;
        }
      }
      if (!found && wanted.length > 0) {
        throw QueryWords.unknown(parameter, text, known.apply(wanted.length - 1));
      }
    }
    return wanted;
  }

  private interface Place {
    int of(int version, String text);
  }

  private interface SlabFigure {
    int of(ScoreSlab slab, int row);
  }

  private static final class TimeTest implements RowTest {
    private final SubjectTable table;
    private final boolean active;
    private final long after;
    private final long before;
    private SegmentFacts facts = new SegmentFacts();

    TimeTest(
        SubjectTable table, boolean active, Optional<Instant> after, Optional<Instant> before) {
      this.table = table;
      this.active = active;
      this.after = after.map(SegmentFacts::micros).orElse(SegmentFacts.NEVER);
      this.before = before.map(SegmentFacts::micros).orElse(Long.MAX_VALUE);
    }

    @Override
    public void enter(int segment) {
      facts = table.facts(segment);
    }

    @Override
    public boolean test(int row) {
      long micros = active ? facts.active(row) : facts.created(row);
      return micros != SegmentFacts.NEVER && micros > after && micros < before;
    }
  }
}
