package io.plumbline.core.model;

import io.plumbline.core.fact.NormalText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what a rule says in vain. */
final class RuleLint {
  private static final String NO_CONTRADICTION = "operators that can hold together";

  private final Rule rule;
  private final String path;
  private final List<Issue> warnings;

  RuleLint(Rule rule, String path, List<Issue> warnings) {
    this.rule = rule;
    this.path = path;
    this.warnings = warnings;
  }

  /** What a rule asks or counts, whatever it gives for it; equal for rules that count the same. */
  static Object counts(Rule rule) {
    if (rule instanceof Rule.If test) {
      return test.condition();
    }
    if (rule instanceof Rule.Lookup lookup) {
      List<Object> rows = new ArrayList<>();
      lookup.table().rows().forEach(row -> rows.add(asks(row)));
      return List.of(lookup.attribute(), rows);
    }
    Rule.OfEvents events = (Rule.OfEvents) rule;
    Object kind =
        rule instanceof Rule.Measured measured ? measured.measure() : rule.getClass().getName();
    List<String> types = events.signal().types().stream().map(NormalText::of).toList();
    return List.of(
        kind,
        new TreeSet<>(types),
        events.signal().where(),
        events.signal().perDay(),
        events.withinDays());
  }

  private static Object asks(Table.Row row) {
    return row instanceof Table.Row.When when ? when.test() : row.getClass().getName();
  }

  void all() {
    if (givesNothing()) {
      warn("gives-nothing", path, "a rule that gives 0 points whatever happens", "points");
    }
    if (rule instanceof Rule.If test) {
      condition(warnings, path + "/if", test.condition());
    } else if (rule instanceof Rule.Lookup lookup) {
      TableLint.lookup(lookup.table(), path + "/table", warnings);
    } else if (rule instanceof Rule.OfEvents events) {
      condition(warnings, path + "/where", events.signal().where());
      events(events);
    }
  }

  /** Warns of a condition that never holds. */
  static void condition(List<Issue> warnings, String path, Condition condition) {
    if (never(condition)) {
      String found = "a condition that never holds";
      warnings.add(Issue.warning("never-holds", path, found, NO_CONTRADICTION));
    }
  }

  private static boolean never(Condition condition) {
    if (condition instanceof Condition.Attribute attribute) {
      return TestLogic.never(attribute.test().operators());
    }
    if (condition instanceof Condition.All all) {
      return all.conditions().stream()
          .anyMatch(it -> never(it) || all.conditions().contains(new Condition.Not(it)));
    }
    if (condition instanceof Condition.Any any) {
      return !any.conditions().isEmpty() && any.conditions().stream().allMatch(RuleLint::never);
    }
    return false;
  }

  private boolean givesNothing() {
    if (rule instanceof Rule.If test) {
      return test.points().equals(Points.ZERO);
    }
    if (rule instanceof Rule.PerEvent each) {
      return each.points().equals(Points.ZERO) || each.cap().equals(Optional.of(Points.ZERO));
    }
    if (rule instanceof Rule.Tiers tiers) {
      return tiers.tiers().stream().allMatch(it -> it.points().equals(Points.ZERO));
    }
    Table table =
        rule instanceof Rule.Lookup lookup ? lookup.table() : ((Rule.Measured) rule).table();
    return table.rows().stream().allMatch(it -> it.points().equals(Points.ZERO));
  }

  private void events(Rule.OfEvents events) {
    Optional<Long> most = mostEvents(events);
    if (events instanceof Rule.PerEvent each) {
      capThatNeverBinds(each, most);
    } else if (events instanceof Rule.Tiers tiers) {
      for (Rule.Tier tier : tiers.tiers()) {
        if (most.isPresent() && tier.count() > most.get()) {
          warn(
              "unreachable-tier",
              Pointer.to(path + "/tiers", Long.toString(tier.count())),
              "a tier of " + tier.count() + " events, while " + most.get() + " count at most",
              "a count of at most " + most.get());
        }
      }
    } else if (events instanceof Rule.Measured measured) {
      Interval range = range(measured, most);
      TableLint.measured(
          measured.table(), path + "/table", warnings, range, isWhole(measured.measure()));
    }
  }

  private void capThatNeverBinds(Rule.PerEvent each, Optional<Long> most) {
    if (each.cap().isPresent() && most.isPresent()) {
      BigDecimal cap = each.cap().get().toDecimal();
      BigDecimal largest = each.points().toDecimal().abs().multiply(BigDecimal.valueOf(most.get()));
      if (largest.compareTo(cap) < 0) {
        warn(
            "cap-never-binds",
            path + "/cap",
            "a cap of "
                + each.cap().get()
                + ", while the events give "
                + plain(largest)
                + " at most",
            "a cap below " + plain(largest) + ", or none");
      }
    }
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** The largest number of events that can count. */
  private static Optional<Long> mostEvents(Rule.OfEvents events) {
    int perDay = events.signal().perDay();
    return perDay > 0 && events.withinDays() > 0
        ? Optional.of((long) perDay * events.withinDays())
        : Optional.empty();
  }

  private static boolean isWhole(Measure measure) {
    return !(measure instanceof Measure.Sum) && !(measure instanceof Measure.Max);
  }

  /** The numbers that can be measured. */
  private static Interval range(Rule.Measured rule, Optional<Long> mostEvents) {
    Optional<Long> most = Optional.empty();
    if (!isWhole(rule.measure())) {
      return Interval.ALL;
    }
    if (rule.measure() instanceof Measure.Count) {
      most = mostEvents;
    } else if (rule.withinDays() > 0) {
      boolean recency = rule.measure() instanceof Measure.Recency;
      most = Optional.of(rule.withinDays() - (recency ? 1L : 0L));
    }
    return most.map(it -> Interval.between(BigDecimal.ZERO, BigDecimal.valueOf(it)))
        .orElse(Interval.from(BigDecimal.ZERO));
  }

  private void warn(String code, String place, String found, String expected) {
    warnings.add(Issue.warning(code, place, found, expected));
  }
}
