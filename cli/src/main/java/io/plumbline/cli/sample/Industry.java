package io.plumbline.cli.sample;

import java.util.List;

/** A trade, with the names under which it is found in exports and its true worth from 0 to 1. */
enum Industry {
  SOFTWARE(1.0, "Computer Software", "SaaS", "Software", "software & internet"),
  SERVICES(0.7, "Professional Services", "professional services ", "Business Services"),
  FINANCIAL(0.6, "Financial Services", "Banking", "FINANCIAL SERVICES"),
  RETAIL(0.8, "Retail", "Retail & E-Commerce", "retail"),
  MANUFACTURING(0.4, "Manufacturing", "Industrial Manufacturing", "Mechanical Engineering"),
  LOGISTICS(0.5, "Logistics", "Transport & Logistics"),
  MEDIA(0.5, "Media", "Media & Publishing"),
  EDUCATION(0.1, "Education", "Higher Education"),
  HEALTH(0.3, "Hospital & Health Care", "Healthcare"),
  OTHER(0.2, "Other", "n/a", "Agriculture", "Construction", "Public Sector");

  final double worth;

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives one that cannot change.
  final List<String> names;

  Industry(double worth, String... names) {
    this.worth = worth;
    this.names = List.of(names);
  }
}
