package io.plumbline.cli.sample;

import java.util.Locale;

/** How much a person may decide; {@code worth} is what that truly means, from 0 to 1. */
enum Seniority {
  CHIEF(0.7),
  VP(1.0),
  DIRECTOR(0.9),
  MANAGER(0.8),
  SPECIALIST(0.3),
  INTERN(0.0);

  final double worth;

  Seniority(double worth) {
    this.worth = worth;
  }

  /** The key of its titles in a culture. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
