package io.plumbline.checks.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for the product, and each is broken by the fixture made to break it. */
final class HouseRulesTest {

  private static final String FIXTURES = "io.plumbline.checks.fixture.";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.plumbline");

  @ParameterizedTest
  @MethodSource("rules")
  void holdsForTheProduct(HouseRule rule) {
    EvaluationResult result = rule.under().apply("io.plumbline").evaluate(PRODUCT);

    assertThat(result.getFailureReport().getDetails()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isBrokenByItsFixture(HouseRule rule) {
    String root = FIXTURES + rule.name();
    JavaClasses fixture = new ClassFileImporter().importPackages(root);
    EvaluationResult result = rule.under().apply(root).evaluate(fixture);

    List<String> breakers =
        fixture.stream().map(JavaClass::getSimpleName).filter(n -> n.startsWith("Breaks")).toList();
    String report = String.join("\n", result.getFailureReport().getDetails());
    assertThat(breakers).isNotEmpty().allSatisfy(name -> assertThat(report).contains(name));
  }

  @Test
  void looksAtEveryModule() {
    assertThat(PRODUCT.stream().map(JavaClass::getPackageName))
        .contains("io.plumbline.core.fact", "io.plumbline.format", "io.plumbline.cli")
        .noneMatch(name -> name.startsWith("io.plumbline.checks"));
  }

  static List<HouseRule> rules() {
    return HouseRules.ALL;
  }
}
