package io.plumbline.checks.house;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/**
 * An architectural rule, stated for any root package: for the product's, where it must hold, and
 * for that of its fixture, where it must not.
 *
 * @param name the package of its fixture under {@code io.plumbline.checks.fixture}
 * @param under the rule for the classes below a root package
 */
record HouseRule(String name, Function<String, ArchRule> under) {

  @Override
  public String toString() {
    return name;
  }
}
