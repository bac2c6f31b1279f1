package io.plumbline.core.oracle;

import io.plumbline.core.fact.Facts;
import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Table;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Contribution.Answer;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Score;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scoring specification as plain, slow code that shares nothing with the engine but the records
 * it reads and gives: what it says is right, unless the specification says otherwise.
 */
public final class Oracle {
  private final ScoringModel model;
  private final Facts facts;
  private final Instant asOf;
  private final LocalDate today;
  private final OracleEvents events;
  private final OracleDay now;

  private Oracle(ScoringModel model, Facts received, Instant asOf) {
    this.model = model;
    facts = OracleFacts.known(received);
    this.asOf = asOf;
    today = OracleTime.day(asOf, model.zone());
    events = new OracleEvents(facts, asOf, model.zone());
    now = new OracleDay(model, facts.subject(), events, today);
  }

  /** "A score is a pure function of (model, facts, as-of instant)." */
  public static Score score(ScoringModel model, Facts facts, Instant asOf) {
    Oracle oracle = new Oracle(model, facts, asOf);
    return oracle.score(model.scores().stream().map(oracle.now::proof).toList());
  }

  /** The score with all that section 6 says of it. */
  public static Explanation explain(ScoringModel model, Facts facts, Instant asOf) {
    return new Oracle(model, facts, asOf).explain();
  }

  private Explanation explain() {
    List<DimensionProof> proofs = model.scores().stream().map(now::proof).toList();
    List<Points> points = proofs.stream().map(DimensionProof::points).toList();
    OracleFuture future = new OracleFuture(model, facts, events, today);
    List<DimensionProof> whole = new ArrayList<>();
    for (int i = 0; i < proofs.size(); i++) {
      int place = i;
      DimensionProof proof = proofs.get(i);
      whole.add(
          new DimensionProof(
              proof.name(),
              proof.points(),
              grade(model.scores().get(i), proof.points()),
              proof.min(),
              proof.max(),
              proof.sum(),
              proof.range(),
              future.of(proof.points(), then -> then.get(place)),
              proof.groups()));
    }
    return new Explanation(
        score(proofs),
        OracleDay.totalParts(model, points),
        OracleDay.total(model, points)
            .flatMap(total -> future.of(total, then -> OracleDay.total(model, then).orElseThrow())),
        whole);
  }

  private Score score(List<DimensionProof> proofs) {
    List<Points> points = proofs.stream().map(DimensionProof::points).toList();
    List<Score.OfDimension> scores = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Dimension dimension = model.scores().get(i);
      scores.add(
          new Score.OfDimension(dimension.name(), points.get(i), grade(dimension, points.get(i))));
    }
    Optional<Points> total = OracleDay.total(model, points);
    // "Cell: row grade followed by column grade."
    String cell =
        model
            .matrix()
            .map(m -> gradeOf(scores, m.rows()) + gradeOf(scores, m.columns()))
            .orElse("");
    Optional<Entry> qualifier = model.qualifiers().stream().filter(this::holds).findFirst();
    Optional<Entry> disqualifier = model.disqualifiers().stream().filter(this::holds).findFirst();
    return new Score(
        facts.subject().id(),
        model.id(),
        asOf,
        today,
        total,
        scores,
        cell,
        disqualifier.isPresent() ? "disqualified" : band(total, cell, qualifier),
        qualifier.map(Entry::id).orElse(""),
        disqualifier.map(Entry::id).orElse(""),
        coverage(proofs));
  }

  private static String gradeOf(List<Score.OfDimension> scores, String name) {
    return scores.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow().grade();
  }

  /** "Grade: the first label, from the highest, whose threshold is at most the score." */
  private static String grade(Dimension dimension, Points score) {
    for (Grade grade : dimension.grades()) {
      if (reaches(dimension, grade.threshold(), score)) {
        return grade.label();
      }
    }
    return "";
  }

  /** "The score reaches p % where score · 100 ≥ p · max, exactly." */
  private static boolean reaches(Dimension dimension, Grade.Threshold threshold, Points score) {
    if (threshold instanceof Grade.Threshold.OfPoints points) {
      return score.thousandths() >= points.value().thousandths();
    }
    // Thousandths on both sides: score/1000 · 100 ≥ p/1000 · max/1000.
    BigInteger left = BigInteger.valueOf(score.thousandths()).multiply(BigInteger.valueOf(100_000));
    BigInteger right =
        BigInteger.valueOf(threshold.value().thousandths())
            .multiply(BigInteger.valueOf(OracleLimits.maximum(dimension).orElseThrow()));
    return left.compareTo(right) >= 0;
  }

  /**
   * "Band: the first band that holds; raised to the band named by the first `qualify` entry that
   * holds, if that stands higher in the list (later entries do not count)".
   */
  private String band(Optional<Points> total, String cell, Optional<Entry> qualifier) {
    List<String> names = model.bands().stream().map(Band::name).toList();
    for (int i = 0; i < names.size(); i++) {
      if (holds(model.bands().get(i).test(), total, cell)) {
        int raised = qualifier.map(entry -> names.indexOf(entry.band())).orElse(i);
        return names.get(Math.min(i, raised));
      }
    }
    return "";
  }

  private static boolean holds(Band.Test test, Optional<Points> total, String cell) {
    if (test instanceof Band.Test.AtLeast atLeast) {
      return total.orElseThrow().thousandths() >= atLeast.points().thousandths();
    }
    return test instanceof Band.Test.Otherwise || ((Band.Test.InCells) test).cells().contains(cell);
  }

  /**
   * "Entries take `if`, or `event` with `where` and `within`, or both (then both must hold)"; "an
   * entry that is unknown does not hold".
   */
  private boolean holds(Entry entry) {
    boolean condition =
        entry.condition().isEmpty()
            || now.conditions().answer(entry.condition().get(), facts.subject().attributes())
                == Answer.YES;
    boolean event =
        entry.signal().isEmpty()
            || !events.of(entry.signal().get(), entry.withinDays(), today).isEmpty();
    return condition && event;
  }

  /**
   * "Coverage is the share, in percent with up to three decimals, half up, of the attribute rules
   * of all scores whose attribute answer is known, each weighing its largest absolute points (any
   * row); 100 where these add up to 0."
   */
  private Points coverage(List<DimensionProof> proofs) {
    long known = 0;
    long all = 0;
    for (int d = 0; d < proofs.size(); d++) {
      for (int g = 0; g < proofs.get(d).groups().size(); g++) {
        List<Contribution> contributions = proofs.get(d).groups().get(g).rules();
        for (int r = 0; r < contributions.size(); r++) {
          if (contributions.get(r) instanceof Contribution.OfAttributes attributes) {
            long weight = weight(model.scores().get(d).groups().get(g).rules().get(r));
            all += weight;
            known += attributes.answer() == Answer.UNKNOWN ? 0 : weight;
          }
        }
      }
    }
    return new Points(all == 0 ? 100_000 : OracleNumbers.mulDiv(100_000, known, all));
  }

  private static long weight(Rule rule) {
    return rule instanceof Rule.If condition
        ? Math.abs(condition.points().thousandths())
        : ((Rule.Lookup) rule)
            .table().rows().stream()
                .map(Table.Row::points)
                .mapToLong(points -> Math.abs(points.thousandths()))
                .max()
                .orElse(0);
  }
}
