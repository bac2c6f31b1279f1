package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final List<String> WORDS = List.of("score", "explain", "check", "--leads");

  @Test
  void distance_countsSwapsAsOne() {
    assertThat(Suggestion.distance("scroe", "score")).isEqualTo(1);
    assertThat(Suggestion.distance("score", "score")).isZero();
    assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
    assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void nearest_aBeginning_isFound() {
    assertThat(Suggestion.nearest("ex", WORDS)).contains("explain");
    assertThat(Suggestion.nearest("--lead", WORDS)).contains("--leads");
  }

  @Test
  void nearest_nothingNear_isEmpty() {
    assertThat(Suggestion.nearest("banana", WORDS)).isEmpty();
    assertThat(Suggestion.nearest("", WORDS)).isEmpty();
    assertThat(Suggestion.nearest("x".repeat(100_000), WORDS)).isEmpty();
  }
}
