package io.plumbline.core.spec;

import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Decay;
import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.Signal;
import io.plumbline.core.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An event rule in the making: which events, then what they give. */
record EventDraft(
    String id, List<String> types, Condition where, int within, int perDay, Decay decay) {

  /** A rule over events of some types; without a type over all events. */
  static EventDraft on(String id, String... types) {
    return new EventDraft(id, List.of(types), Condition.ALWAYS, 0, 0, Decay.NONE);
  }

  EventDraft where(Condition condition) {
    return new EventDraft(id, types, condition, within, perDay, decay);
  }

  EventDraft within(int days) {
    return new EventDraft(id, types, where, days, perDay, decay);
  }

  EventDraft perDay(int most) {
    return new EventDraft(id, types, where, within, most, decay);
  }

  EventDraft decay(Decay how) {
    return new EventDraft(id, types, where, within, perDay, how);
  }

  EventDraft halfLife(int days) {
    return decay(new Decay.HalfLife(days));
  }

  EventDraft linear(int days) {
    return decay(new Decay.Linear(days));
  }

  /** Steps written as {@code 30, "50", 90, "0"}. */
  EventDraft steps(Object... boundsAndPercents) {
    List<Decay.Step> steps = new ArrayList<>();
    for (int i = 0; i < boundsAndPercents.length; i += 2) {
      steps.add(
          new Decay.Step(
              (Integer) boundsAndPercents[i], Draft.points((String) boundsAndPercents[i + 1])));
    }
    return decay(new Decay.Steps(steps));
  }

  Rule points(String points) {
    return perEvent(points, Optional.empty());
  }

  Rule points(String points, String cap) {
    return perEvent(points, Optional.of(Draft.points(cap)));
  }

  private Rule perEvent(String points, Optional<Points> cap) {
    return new Rule.PerEvent(id, Caption.NONE, signal(), within, Draft.points(points), cap, decay);
  }

  /** Tiers written as {@code 1, "1", 3, "2"}. */
  Rule tiers(Object... countsAndPoints) {
    List<Rule.Tier> tiers = new ArrayList<>();
    for (int i = 0; i < countsAndPoints.length; i += 2) {
      tiers.add(
          new Rule.Tier(
              (Integer) countsAndPoints[i], Draft.points((String) countsAndPoints[i + 1])));
    }
    return new Rule.Tiers(id, Caption.NONE, signal(), within, tiers, decay);
  }

  Rule measure(Measure measure, Table.Row... rows) {
    return new Rule.Measured(
        id, Caption.NONE, signal(), within, measure, new Table(List.of(rows)), decay);
  }

  Signal signal() {
    return new Signal(types, where, perDay);
  }
}
