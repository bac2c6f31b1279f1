package io.plumbline.format.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IssuePrinterTest {

  @Test
  void tabsBeforeThePlace_print_areOneColumnEach() {
    assertThat(text("{title: \"a\tb\", plumbline: 1, model: m, scores: 1}"))
        .isEqualTo(
            """
            m.yaml:1:48: error: the number 1; expected a map of at least one score
               1 | {title: "a b", plumbline: 1, model: m, scores: 1}
                 |                                                ^
            """);
  }

  @Test
  void tabThatIndents_print_saysSo() {
    assertThat(text("plumbline: 1\nscores:\n\tfit: 1\n"))
        .startsWith(
            "m.yaml:3:1: error: not YAML: a tab outside quotes; expected spaces in place of"
                + " tabs\n");
  }

  @Test
  void wideCharactersBeforeThePlace_print_moveTheCaret() {
    assertThat(text("{plumbline: 1, model: m, title: 適合度, scores: 1}"))
        .isEqualTo(
            """
            m.yaml:1:46: error: the number 1; expected a map of at least one score
               1 | {plumbline: 1, model: m, title: 適合度, scores: 1}
                 |                                                 ^
            """);
  }

  @Test
  void charactersThatSteerATerminal_print_doNot() {
    ModelReading reading =
        ModelReader.read("\u001b[31m.yaml", "model: \"\\e[31m\u202eX\"".getBytes(UTF_8));

    assertThat(IssuePrinter.text(reading.source(), reading.errors()))
        .doesNotContain("\u001b", "\u202e")
        .contains("\\u001B[31m");
  }

  @Test
  void findings_json_isAnArrayOfObjects() {
    ModelReading reading = Models.reading("plumbline: 1\nmodel: m\nscores: \"é\"\n");

    assertThat(IssuePrinter.json(reading.source(), reading.errors()))
        .isEqualTo(
            "[{\"file\":\"m.yaml\",\"line\":3,\"column\":9,\"severity\":\"error\","
                + "\"code\":\"wrong-type\",\"path\":\"/scores\",\"found\":\"the text \\\"é\\\"\","
                + "\"expected\":\"a map of at least one score\"}]");
  }

  private static String text(String model) {
    ModelReading reading = Models.reading(model);
    return IssuePrinter.text(reading.source(), reading.errors());
  }
}
