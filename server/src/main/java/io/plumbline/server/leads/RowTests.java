package io.plumbline.server.leads;

import io.plumbline.core.model.Points;
import io.plumbline.server.Refusal;
import io.plumbline.server.api.Problems;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** Compiles the filters of a query. */
final class RowTests {
  private final SubjectTable table;
  private final ScoreView view;

  RowTests(SubjectTable table, ScoreView view) {
    this.table = table;
    this.view = view;
  }

  RowTest compile(ListFilter filter) {
    if (filter instanceof ListFilter.PointsRange range) {
      return points(range);
    }
    if (filter instanceof ListFilter.Grades grades) {
      return grades(grades);
    }
    if (filter instanceof ListFilter.Cells cells) {
      return labels(cells.cells(), "cell", RowTests::cell, ScoreSlab::cell);
    }
    if (filter instanceof ListFilter.Bands bands) {
      return labels(bands.names(), "band", ScoreLabels::band, ScoreSlab::band);
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
    return new AttributeRowTest(table.attribute(attribute.name()).orElseThrow(), attribute.test());
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
    int[] places = places(range.score().get());
    return row -> {
      int version = view.find(row);
      if (version < 0 || places[version] < 0) {
        return false;
      }
      long points = view.slab(version).points(places[version], row);
      return points >= low && points <= high;
    };
  }

  /** Where each version in view has a score; refuses one that none has. */
  private int[] places(String score) {
    int[] places =
        view.labels().stream().mapToInt(each -> each.dimension(score).orElse(-1)).toArray();
    for (int place : places) {
      if (place >= 0) {
        return places;
      }
    }
    if (places.length == 0) {
      return places;
    }
    throw new Refusal(
        Refusal.Code.INVALID,
        "There is no score "
            + Problems.quoted(score)
            + "; the model has "
            + String.join(", ", view.labels().get(0).dimensionNames())
            + ".");
  }

  private RowTest.OfScores grades(ListFilter.Grades filter) {
    int[] places = places(filter.score());
    BitSet[] wanted = new BitSet[places.length];
    for (int i = 0; i < places.length; i++) {
      wanted[i] = new BitSet();
      for (String label : filter.labels()) {
        int grade = places[i] < 0 ? -1 : view.labels().get(i).grade(places[i], label);
        if (grade >= 0) {
          wanted[i].set(grade);
        }
      }
    }
    requireAny(wanted, "grade", filter.labels());
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
      List<String> texts,
      String what,
      ToIntBiFunction<ScoreLabels, String> place,
      SlabFigure figure) {
    List<ScoreLabels> labels = view.labels();
    BitSet[] wanted = new BitSet[labels.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = new BitSet();
      for (String text : texts) {
        int number = place.applyAsInt(labels.get(i), text);
        if (number >= 0) {
          wanted[i].set(number);
        }
      }
    }
    requireAny(wanted, what, texts);
    return row -> {
      int version = view.find(row);
      if (version < 0) {
        return false;
      }
      int number = figure.of(view.slab(version), row);
      return number >= 0 && wanted[version].get(number);
    };
  }

  /** A name that no version knows is a mistake, not an empty list. */
  private static void requireAny(BitSet[] wanted, String what, List<String> texts) {
    for (BitSet each : wanted) {
      if (!each.isEmpty()) {
        return;
      }
    }
    if (wanted.length > 0) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "The model has no " + what + " " + Problems.quoted(String.join(",", texts)) + ".");
    }
  }

  private static int cell(ScoreLabels labels, String text) {
    for (int cell = 0; cell < labels.cells(); cell++) {
      if (labels.cellLabel(cell).equals(text)) {
        return cell;
      }
    }
    return ScoreSlab.NONE;
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
