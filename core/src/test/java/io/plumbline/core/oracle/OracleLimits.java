package io.plumbline.core.oracle;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.Table;
import java.util.List;
import java.util.Optional;

/** The largest sums and maxima of section 5, in thousandths; empty where unbounded. */
final class OracleLimits {
  private OracleLimits() {}

  /**
   * "P is its largest possible sum: its `max`, or the sum of its rules' largest points ...,
   * negative ones counting 0".
   */
  static Optional<Long> largestSum(Group group) {
    if (group.max().isPresent()) {
      return group.max().map(Points::thousandths);
    }
    long sum = 0;
    for (Rule rule : group.rules()) {
      Optional<Long> largest = largest(rule);
      if (largest.isEmpty()) {
        return Optional.empty();
      }
      sum += Math.max(0, largest.get());
    }
    return Optional.of(sum);
  }

  /**
   * "`if`: points; `lookup` and `table`: best row; `tiers`: all positive tiers; `points` per event:
   * its `cap`, without one unbounded". Points per event that are not above 0 count 0.
   */
  private static Optional<Long> largest(Rule rule) {
    if (rule instanceof Rule.If condition) {
      return Optional.of(condition.points().thousandths());
    }
    if (rule instanceof Rule.Lookup lookup) {
      return best(lookup.table());
    }
    if (rule instanceof Rule.Measured measured) {
      return best(measured.table());
    }
    if (rule instanceof Rule.Tiers tiers) {
      return Optional.of(
          tiers.tiers().stream().mapToLong(t -> Math.max(0, t.points().thousandths())).sum());
    }
    Rule.PerEvent perEvent = (Rule.PerEvent) rule;
    return perEvent.points().thousandths() <= 0
        ? Optional.of(0L)
        : perEvent.cap().map(Points::thousandths);
  }

  private static Optional<Long> best(Table table) {
    return table.rows().stream().map(row -> row.points().thousandths()).max(Long::compare);
  }

  /** "The maximum of a group is its weight, else its `max`, else P." */
  static Optional<Long> maximum(Group group) {
    return group.weight().isPresent() ? group.weight().map(Points::thousandths) : largestSum(group);
  }

  /** "`max`: default: the sum of the maxima of its groups, where all are finite". */
  static Optional<Long> maximum(Dimension dimension) {
    if (dimension.max().isPresent()) {
      return dimension.max().map(Points::thousandths);
    }
    List<Optional<Long>> maxima = dimension.groups().stream().map(OracleLimits::maximum).toList();
    return maxima.stream().allMatch(Optional::isPresent)
        ? Optional.of(maxima.stream().mapToLong(Optional::get).sum())
        : Optional.empty();
  }
}
