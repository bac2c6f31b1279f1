package io.plumbline.core.engine;

import io.plumbline.core.model.Entry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry of {@code qualify} or {@code disqualify}, compiled. */
public final class EntryNode {
  static final int NO_SIGNAL = -1;

  private final Entry entry;
  private final @Nullable Outcomes condition;
  private final int signal;
  private final int within;
  private final int band;

  /**
   * An entry.
   *
   * @param signal the number of its signal, or {@link #NO_SIGNAL}
   * @param band the place of the band it lifts to, or -1
   */
  EntryNode(Entry entry, Slots attributes, int signal, int band) {
    this.entry = entry;
    this.signal = signal;
    this.band = band;
    condition = entry.condition().map(c -> Outcomes.of(c, attributes)).orElse(null);
    within = entry.withinDays() == 0 ? Integer.MAX_VALUE : entry.withinDays();
  }

  String id() {
    return entry.id();
  }

  /** The place of the band that a qualifier lifts to, or -1. */
  public int band() {
    return band;
  }

  /** The number of the signal of which an event must exist, or -1. */
  public int signal() {
    return signal;
  }

  /** The entry's condition, whose outcome is {@link Outcomes#FIRST} for yes. */
  public Optional<Outcomes> condition() {
    return Optional.ofNullable(condition);
  }

  boolean conditionHolds(@Nullable Operand[] attributes, int day) {
    return condition == null || condition.of(attributes, day) == Outcomes.FIRST;
  }

  /** Whether a cell of {@code [from, to)} lies within the entry's window. */
  public boolean eventHolds(DayCells cells, int from, int to, int day) {
    return from < to && day - cells.days[to - 1] < within;
  }
}
