package io.plumbline.server.publish;

import io.plumbline.core.model.Points;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What would change if a version became live now; nothing has changed yet.
 *
 * @param from the number of the live version; empty where none is
 * @param to the number of the version asked about; empty where a text was, which has none
 * @param asOf the instant as of which both were asked
 * @param subjects how many have a score before or after
 * @param waiting how many more had facts that were not folded yet when this was worked out; what
 *     becomes of them is not in the report
 * @param changed how many would have other points, another grade, cell or band
 * @param outcomes for bands, cells and the grades of each score: who enters and leaves
 * @param distributions of the total and of each score, before and after
 * @param rising those whose total rises most, the most first
 * @param falling those whose total falls most, the most first
 */
public record ImpactReport(
    String model,
    Optional<Integer> from,
    Optional<Integer> to,
    Instant asOf,
    @Schema(description = "How many have a score before or after.") long subjects,
    @Schema(description = "How many more could not be judged yet.") long waiting,
    @Schema(description = "How many would have other points, another grade, cell or band.")
        long changed,
    List<Outcomes> outcomes,
    List<Distribution> distributions,
    Coverage coverage,
    Notices notices,
    List<Mover> rising,
    List<Mover> falling) {
  public ImpactReport {
    outcomes = List.copyOf(outcomes);
    distributions = List.copyOf(distributions);
    rising = List.copyOf(rising);
    falling = List.copyOf(falling);
  }

  /**
   * What becomes of those with each label of one kind.
   *
   * @param kind {@code band}, {@code cell} or {@code grade:SCORE}
   * @param moves how many go from one label to another, the most first; an empty label is none
   */
  public record Outcomes(
      @Schema(description = "band, cell or grade:SCORE.", example = "band") String kind,
      List<Share> labels,
      List<Move> moves) {
    public Outcomes {
      labels = List.copyOf(labels);
      moves = List.copyOf(moves);
    }
  }

  /** How many have a label before and after, and how many come to it and leave it. */
  public record Share(String label, long before, long after, long entered, long left) {}

  /** How many go from one label to another. */
  public record Move(String from, String to, long subjects) {}

  /**
   * How points are spread.
   *
   * @param name {@code total} or the name of a score
   */
  public record Distribution(
      @Schema(description = "total, or the name of a score.", example = "total") String name,
      Optional<Points> meanBefore,
      Optional<Points> meanAfter,
      List<Bin> bins) {
    public Distribution {
      bins = List.copyOf(bins);
    }
  }

  /** How many have points from one number on and below another. */
  public record Bin(Points from, Points below, long before, long after) {}

  /** The mean coverage in percent: how much of what the rules ask is known. */
  public record Coverage(Optional<Points> before, Optional<Points> after) {}

  /**
   * What would be sent if the changes were told to others, which a publication does only when asked
   * to.
   *
   * @param messages to endpoints, alerts included
   */
  public record Notices(long messages, long alerts) {}

  /** A subject whose score changes; no value where it has none. */
  public record Mover(
      @Schema(description = "The id of the lead or account.", example = "42") String subject,
      Optional<Points> totalBefore,
      Optional<Points> totalAfter,
      String bandBefore,
      String bandAfter,
      String cellBefore,
      String cellAfter) {}
}
