package io.plumbline.core.laws;

import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Evidence;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares proofs: 1.0 and 1 measure the same, all else must be equal. */
public final class Proofs {
  private Proofs() {}

  /** The lines in which two proofs differ; empty where they say the same. */
  public static Optional<String> difference(Explanation expected, Explanation actual) {
    Explanation one = plain(expected);
    Explanation other = plain(actual);
    if (one.equals(other)) {
      return Optional.empty();
    }
    List<String> left = lines(one);
    List<String> right = lines(other);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String a = i < left.size() ? left.get(i) : "";
      String b = i < right.size() ? right.get(i) : "";
      if (!a.equals(b)) {
        text.append("  oracle ").append(a).append("\n  engine ").append(b).append('\n');
      }
    }
    return Optional.of(text.toString());
  }

  /** The proof with each measured number without trailing zeros. */
  public static Explanation plain(Explanation proof) {
    return new Explanation(
        proof.score(),
        proof.totalParts(),
        proof.nextChange(),
        proof.dimensions().stream().map(Proofs::plain).toList());
  }

  private static DimensionProof plain(DimensionProof proof) {
    return new DimensionProof(
        proof.name(),
        proof.points(),
        proof.grade(),
        proof.min(),
        proof.max(),
        proof.sum(),
        proof.range(),
        proof.nextChange(),
        proof.groups().stream().map(Proofs::plain).toList());
  }

  private static GroupProof plain(GroupProof proof) {
    return new GroupProof(
        proof.name(),
        proof.points(),
        proof.weight(),
        proof.sum(),
        proof.limited(),
        proof.rules().stream().map(Proofs::plain).toList());
  }

  private static Contribution plain(Contribution contribution) {
    if (contribution instanceof Contribution.OfEvents events) {
      Evidence.Events seen = events.evidence();
      Optional<BigDecimal> measured =
          seen.measured().map(m -> m.signum() == 0 ? BigDecimal.ZERO : m.stripTrailingZeros());
      return new Contribution.OfEvents(
          events.rule(),
          events.kind(),
          events.beforeDecay(),
          events.afterDecay(),
          events.points(),
          new Evidence.Events(seen.count(), seen.first(), seen.last(), seen.ids(), measured));
    }
    return contribution;
  }

  private static List<String> lines(Explanation proof) {
    List<String> lines = new ArrayList<>();
    lines.add(proof.score().toString());
    lines.add(proof.totalParts() + " next " + proof.nextChange());
    for (DimensionProof dimension : proof.dimensions()) {
      lines.add(
          dimension.name()
              + " "
              + dimension.points()
              + " sum "
              + dimension.sum()
              + " grade "
              + dimension.grade()
              + " min "
              + dimension.min()
              + " max "
              + dimension.max()
              + " "
              + dimension.range()
              + " next "
              + dimension.nextChange());
      for (GroupProof group : dimension.groups()) {
        lines.add(
            "  "
                + group.name()
                + " "
                + group.points()
                + " sum "
                + group.sum()
                + " limited "
                + group.limited()
                + " weight "
                + group.weight());
        group.rules().forEach(rule -> lines.add("    " + rule));
      }
    }
    return lines;
  }
}
