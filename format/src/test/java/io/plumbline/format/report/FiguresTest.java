package io.plumbline.format.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FiguresTest {
  @Test
  void numbers_have_commas_and_things_their_plural() {
    assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Figures.count(1, "lead")).isEqualTo("1 lead");
    assertThat(Figures.count(1200, "lead")).isEqualTo("1,200 leads");
    assertThat(Figures.points(1_234_500)).isEqualTo("1,234.5");
    assertThat(Figures.points(-10)).isEqualTo("-0.01");
    assertThat(Figures.rounded(12_345, true)).isEqualTo("+12.3");
  }

  @Test
  void a_part_is_never_shown_as_nothing_nor_as_all() {
    assertThat(Figures.share(0, 10)).isEqualTo("0%");
    assertThat(Figures.share(1, 1_000_000)).isEqualTo("<0.1%");
    assertThat(Figures.share(84, 1000)).isEqualTo("8.4%");
    assertThat(Figures.share(333, 1000)).isEqualTo("33%");
    assertThat(Figures.share(999_999, 1_000_000)).isEqualTo(">99.9%");
    assertThat(Figures.share(10, 10)).isEqualTo("100%");
    assertThat(Figures.share(0, 0)).isEqualTo("–");
  }
}
