package io.plumbline.core.model;

import java.util.List;
import java.util.Optional;

/** What turns facts into points. */
public sealed interface Rule {
  /** {@code [a-z0-9][a-z0-9-]{0,62}}, unique in its model. */
  String id();

  Caption caption();

  /** The largest points the rule can give, never negative; empty where unbounded. */
  Optional<Points> largestPoints();

  /** A rule that looks at the subject's attributes. */
  sealed interface OfAttributes extends Rule {}

  /** A rule that looks at the subject's events. */
  sealed interface OfEvents extends Rule {
    /** Which events count. */
    Signal signal();

    /** The number of days that count, today included; 0 for all days. */
    int withinDays();

    Decay decay();
  }

  /** Gives its points when the condition's answer is yes. */
  record If(String id, Caption caption, Condition condition, Points points)
      implements OfAttributes {
    @Override
    public Optional<Points> largestPoints() {
      return Optional.of(Table.atLeastZero(points));
    }
  }

  /** Gives the points of the first row that holds for an attribute. */
  record Lookup(String id, Caption caption, String attribute, Table table) implements OfAttributes {
    @Override
    public Optional<Points> largestPoints() {
      return Optional.of(table.largestPoints());
    }
  }

  /** Gives points for each event, the sum limited in size by the cap. */
  record PerEvent(
      String id,
      Caption caption,
      Signal signal,
      int withinDays,
      Points points,
      Optional<Points> cap,
      Decay decay)
      implements OfEvents {
    @Override
    public Optional<Points> largestPoints() {
      return points.thousandths() <= 0 ? Optional.of(Points.ZERO) : cap;
    }
  }

  /** Gives the points, added up, of each tier that the number of events has reached. */
  record Tiers(
      String id, Caption caption, Signal signal, int withinDays, List<Tier> tiers, Decay decay)
      implements OfEvents {
    public Tiers {
      tiers = List.copyOf(tiers);
    }

    @Override
    public Optional<Points> largestPoints() {
      return Optional.of(
          tiers.stream()
              .map(tier -> Table.atLeastZero(tier.points()))
              .reduce(Points.ZERO, Points::plus));
    }
  }

  /** A number of events from which on points are added. */
  record Tier(long count, Points points) {}

  /** Measures the events, then gives the points of the first row that holds. */
  record Measured(
      String id,
      Caption caption,
      Signal signal,
      int withinDays,
      Measure measure,
      Table table,
      Decay decay)
      implements OfEvents {
    @Override
    public Optional<Points> largestPoints() {
      return Optional.of(table.largestPoints());
    }
  }
}
