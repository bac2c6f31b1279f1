package io.plumbline.core.population;

import java.util.List;

/**
 * What a model's rules gave over a whole population.
 *
 * @param subjects how many were scored
 * @param rules every rule, in the model's order
 * @param attributes every attribute that an attribute rule looks at, in the order first named
 */
public record PopulationStatistics(
    long subjects, List<OfRule> rules, List<OfAttribute> attributes) {
  public PopulationStatistics {
    rules = List.copyOf(rules);
    attributes = List.copyOf(attributes);
  }

  /**
   * What one rule gave; points are thousandths, after decay and cap.
   *
   * @param fired for how many subjects its points were not 0
   * @param unknown for how many its attribute answer was unknown; 0 for an event rule
   * @param positive the sum of its points above 0
   * @param negative the sum of its points below 0; 0 or less
   * @param lowest the least that it gave to anyone; 0 for no subjects
   * @param highest the most that it gave to anyone; 0 for no subjects
   */
  public record OfRule(
      String score,
      String group,
      String rule,
      long fired,
      long unknown,
      long positive,
      long negative,
      long lowest,
      long highest) {

    /** The sum of all its points. */
    public long sum() {
      return positive + negative;
    }
  }

  /** For how many subjects an attribute is unknown. */
  public record OfAttribute(String attribute, long unknown) {}
}
