package io.plumbline.core.model;

import java.util.Optional;

/**
 * An entry of {@code qualify} or {@code disqualify}: holds where its condition, its events, or both
 * where both are given, hold.
 *
 * @param condition on the subject's attributes
 * @param signal of which one event must exist; its {@code perDay} is 0
 * @param withinDays the number of days that count, today included; 0 for all days
 * @param band the band that a qualifier lifts to; empty for a disqualifier
 */
public record Entry(
    String id,
    Caption caption,
    Optional<Condition> condition,
    Optional<Signal> signal,
    int withinDays,
    String band) {}
