package io.plumbline.server.publish;

import io.plumbline.core.model.Rule;
import io.plumbline.core.model.Rule.Tier;
import io.plumbline.core.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What rules give, in a few words, and in what two of one kind differ. */
final class RuleWords {
  private RuleWords() {}

  /** What a rule gives: {@code 5}, {@code 2 each, at most 10}, {@code 10, 7 or 1}. */
  static String points(Rule rule) {
    if (rule instanceof Rule.If test) {
      return test.points().toString();
    }
    if (rule instanceof Rule.Lookup lookup) {
      return rows(lookup.table());
    }
    if (rule instanceof Rule.PerEvent event) {
      return event.points() + " each" + event.cap().map(cap -> ", at most " + cap).orElse("");
    }
    if (rule instanceof Rule.Tiers tiers) {
      return tiers.tiers().stream()
          .map(tier -> tier.points() + " from " + tier.count())
          .collect(Collectors.joining(", "));
    }
    return rows(((Rule.Measured) rule).table());
  }

  private static String rows(Table table) {
    return table.rows().stream()
        .map(row -> row.points().toString())
        .collect(Collectors.joining(", "));
  }

  /** In what two rules of one kind differ. */
  static List<String> differences(Rule old, Rule now) {
    List<String> differences = new ArrayList<>();
    if (!points(old).equals(points(now))) {
      differences.add("points");
    }
    if (!tests(old).equals(tests(now))) {
      differences.add("condition");
    }
    if (old instanceof Rule.OfEvents before && now instanceof Rule.OfEvents after) {
      if (!before.signal().equals(after.signal())) {
        differences.add("events");
      }
      if (before.withinDays() != after.withinDays()) {
        differences.add("window");
      }
      if (!before.decay().equals(after.decay())) {
        differences.add("decay");
      }
    }
    if (!old.caption().equals(now.caption())) {
      differences.add("texts");
    }
    return differences;
  }

  /** What a rule asks, without what it gives. */
  private static List<Object> tests(Rule rule) {
    if (rule instanceof Rule.If test) {
      return List.of(test.condition());
    }
    if (rule instanceof Rule.Lookup lookup) {
      return List.of(lookup.attribute(), asked(lookup.table()));
    }
    if (rule instanceof Rule.Tiers tiers) {
      return List.of(tiers.tiers().stream().map(Tier::count).toList());
    }
    return rule instanceof Rule.Measured measured
        ? List.of(measured.measure(), asked(measured.table()))
        : List.of();
  }

  private static List<Object> asked(Table table) {
    List<Object> asked = new ArrayList<>();
    for (Table.Row row : table.rows()) {
      asked.add(row instanceof Table.Row.When when ? when.test() : row.getClass().getSimpleName());
    }
    return asked;
  }
}
