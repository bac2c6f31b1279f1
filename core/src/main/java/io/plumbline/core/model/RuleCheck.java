package io.plumbline.core.model;

import java.util.List;

/** Finds what is wrong with one rule, or with one entry of qualify or disqualify. */
final class RuleCheck {
  private final Rule rule;
  private final String path;
  private final IssueLog log;

  RuleCheck(Rule rule, String path, IssueLog log) {
    this.rule = rule;
    this.path = path;
    this.log = log;
  }

  void all() {
    if (rule instanceof Rule.If test) {
      new ConditionCheck(path + "/if", log).all(test.condition());
      Wording.checkBounds(log, path + "/points", test.points());
    } else if (rule instanceof Rule.Lookup lookup) {
      ConditionCheck.name(log, path + "/lookup", lookup.attribute());
      new TableCheck(path + "/table", log).lookup(lookup.table());
    } else if (rule instanceof Rule.OfEvents events) {
      signal(events.signal(), path, log);
      within(events.withinDays(), path, log);
      decay(events.decay());
      events(events);
    }
  }

  /** Finds what is wrong with an entry, its id and band aside. */
  static void entry(Entry entry, String path, IssueLog log) {
    if (entry.condition().isEmpty() && entry.signal().isEmpty()) {
      log.error("missing-key", path + "/if", "neither if nor event", "if, event, or both");
    }
    entry.condition().ifPresent(it -> new ConditionCheck(path + "/if", log).all(it));
    entry.signal().ifPresent(it -> signal(it, path, log));
    within(entry.withinDays(), path, log);
    if (entry.withinDays() != 0 && entry.signal().isEmpty()) {
      log.error("misplaced-key", path + "/within", "within without event", "an event");
    }
    if (entry.signal().filter(it -> it.perDay() != 0).isPresent()) {
      log.error("misplaced-key", path + "/per_day", "per_day in an entry", "no per_day");
    }
  }

  private void events(Rule.OfEvents events) {
    if (events instanceof Rule.PerEvent each) {
      Wording.checkBounds(log, path + "/points", each.points());
      each.cap().ifPresent(this::cap);
    } else if (events instanceof Rule.Tiers tiers) {
      tiers(tiers.tiers());
    } else if (events instanceof Rule.Measured measured) {
      measure(measured.measure());
      boolean recency = measured.measure() instanceof Measure.Recency;
      new TableCheck(path + "/table", log).measured(measured.table(), recency);
    }
  }

  private void cap(Points cap) {
    if (cap.compareTo(Points.ZERO) < 0 || !Limits.allows(cap)) {
      log.error("out-of-bounds", path + "/cap", cap.toString(), "a number from 0 to 1000000");
    }
  }

  private static void signal(Signal signal, String path, IssueLog log) {
    for (String type : signal.types()) {
      if (Blank.is(type)) {
        log.error("blank", path + "/event", "a blank event type", "the type of an event");
      } else if (type.equals(Naming.EVERY_TYPE)) {
        String found = "\"*\" in a list of event types";
        log.error("star-in-list", path + "/event", found, "\"*\" alone, or types by name");
      }
    }
    if (!signal.where().equals(Condition.ALWAYS)) {
      new ConditionCheck(path + "/where", log).all(signal.where());
    }
  }

  private static void within(int days, String path, IssueLog log) {
    if (days != 0) {
      span(days, path + "/within", log);
    }
  }

  private static void span(int days, String path, IssueLog log) {
    if (!Limits.allowsSpan(days)) {
      log.error("out-of-bounds", path, days + "d", "a span from 1d to 36500d");
    }
  }

  private void tiers(List<Rule.Tier> tiers) {
    if (tiers.isEmpty()) {
      log.error("empty", path + "/tiers", "no tier", "at least one tier");
    }
    long above = 0;
    for (Rule.Tier tier : tiers) {
      String place = Pointer.to(path + "/tiers", Long.toString(tier.count()));
      if (tier.count() <= above) {
        String expected = above == 0 ? "a count from 1" : "counts that rise, here above " + above;
        log.errorAtName("falling-count", place, "the count " + tier.count(), expected);
      }
      Wording.checkBounds(log, place, tier.points());
      above = Math.max(above, tier.count());
    }
  }

  private void measure(Measure measure) {
    if (measure instanceof Measure.Sum sum && Blank.is(sum.property())) {
      log.error("blank", path + "/measure/sum", "a blank text", "the name of a property");
    }
    if (measure instanceof Measure.Max max && Blank.is(max.property())) {
      log.error("blank", path + "/measure/max", "a blank text", "the name of a property");
    }
  }

  private void decay(Decay decay) {
    if (decay instanceof Decay.HalfLife halfLife) {
      span(halfLife.days(), path + "/decay/half_life", log);
    } else if (decay instanceof Decay.Linear linear) {
      span(linear.days(), path + "/decay/linear", log);
    } else if (decay instanceof Decay.Steps steps) {
      steps(steps.steps());
    }
  }

  private void steps(List<Decay.Step> steps) {
    String bounds = path + "/decay/steps";
    if (steps.isEmpty()) {
      log.error("empty", bounds, "no step", "at least one step");
    }
    int above = 0;
    for (Decay.Step step : steps) {
      String place = Pointer.to(bounds, step.fromDays() + "d");
      if (!Limits.allowsSpan(step.fromDays())) {
        String found = step.fromDays() + "d";
        log.errorAtName("bad-span", place, found, "a span from 1d to 36500d");
      } else if (step.fromDays() <= above) {
        String found = "the bound " + step.fromDays() + "d after " + above + "d";
        log.errorAtName("falling-bound", place, found, "bounds that rise");
      }
      if (!Limits.allowsPercent(step.percent())) {
        log.error("out-of-bounds", place, step.percent() + "%", "0% to 100%");
      }
      above = Math.max(above, step.fromDays());
    }
  }
}
