package io.plumbline.cli.sample;

import io.plumbline.cli.sample.Person.Nature;

/**
 * What makes a lead of the sample population buy: the formula that learning should find again.
 * Every number here stands in docs/reference/sample-population.md.
 */
final class Truth {
  private Truth() {}

  /** How well a person and the company suit the product, from 0 to 1. */
  static double fit(Seniority seniority, Department department, Company company) {
    return 0.25 * seniority.worth
        + 0.25 * department.worth
        + 0.20 * size(company.employees())
        + 0.10 * company.industry().worth
        + 0.05 * country(company.culture().country())
        + 0.15 * company.tool().worth;
  }

  /** Fit of a person without a company. */
  static final double FIT_ALONE = 0.15;

  /** What a person did lately, at the end of a week. */
  record Behaviour(
      int pricingViews,
      boolean raisedHand,
      int loginDays,
      boolean attendedWebinar,
      boolean unsubscribed) {}

  /** The probability that a person who has not bought buys in the week that begins now. */
  static double purchaseNextWeek(Person person, Behaviour lately) {
    if (person.nature() != Nature.PERSON || person.isDuplicate()) {
      return 0;
    }
    return logistic(
        -8.8
            + 1.0 * person.intent()
            + 5.0 * (person.fit() - 0.5)
            + 0.4 * Math.min(4, lately.pricingViews())
            + (lately.raisedHand() ? 1.6 : 0)
            + 0.2 * Math.min(8, lately.loginDays())
            + (lately.attendedWebinar() ? 0.5 : 0)
            - (lately.unsubscribed() ? 1.5 : 0));
  }

  static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static double size(int employees) {
    if (employees <= 10) {
      return 0.1;
    }
    if (employees <= 50) {
      return 0.5;
    }
    if (employees <= 200) {
      return 1.0;
    }
    if (employees <= 1000) {
      return 0.9;
    }
    return employees <= 5000 ? 0.6 : 0.3;
  }

  private static double country(String code) {
    return switch (code) {
      case "DE", "AT", "GB", "FR", "NL", "RO", "PL", "US" -> 1.0;
      case "ES", "IT" -> 0.5;
      default -> 0.1;
    };
  }
}
