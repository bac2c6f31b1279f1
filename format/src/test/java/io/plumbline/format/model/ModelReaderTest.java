package io.plumbline.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Decay;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Table;
import io.plumbline.core.model.Total;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ModelReaderTest {

  @Test
  void specificationsExample_read_isValid() throws IOException {
    ModelReading reading = ModelReader.read("spec.yaml", resource("spec.yaml"));

    assertThat(IssuePrinter.text(reading.source(), reading.errors())).isEmpty();
    ScoringModel model = reading.model().orElseThrow();
    assertThat(model.id()).isEqualTo("b2b-saas");
    assertThat(model.zone()).isEqualTo(ZoneId.of("Europe/Bucharest"));
    assertThat(model.scores()).extracting(Dimension::name).containsExactly("fit", "engagement");
    assertThat(model.total())
        .contains(
            new Total.Weighted(
                List.of(
                    new Total.Weight("fit", Points.of(40)),
                    new Total.Weight("engagement", Points.of(60)))));
    assertThat(model.bands()).extracting("name").containsExactly("hot", "warm", "cold");
    assertThat(model.qualifiers()).hasSize(1);
    assertThat(model.disqualifiers()).hasSize(2);
  }

  @Test
  void eventRule_read_hasWhatItSays() throws IOException {
    ScoringModel model = ModelReader.read("spec.yaml", resource("spec.yaml")).model().orElseThrow();

    List<Rule> rules = model.scores().get(1).groups().get(0).rules();
    assertThat(rules.get(0))
        .isInstanceOfSatisfying(
            Rule.PerEvent.class,
            rule -> {
              assertThat(rule.signal().types()).containsExactly("page_view");
              assertThat(rule.signal().perDay()).isEqualTo(3);
              assertThat(rule.withinDays()).isEqualTo(30);
              assertThat(rule.cap()).contains(Points.of(10));
              assertThat(rule.decay()).isEqualTo(new Decay.HalfLife(14));
            });
    assertThat(rules.get(3))
        .isInstanceOfSatisfying(
            Rule.Measured.class,
            rule -> {
              assertThat(rule.signal().types()).as("every type").isEmpty();
              assertThat(rule.table().rows().get(1)).isEqualTo(new Table.Row.Never(Points.of(-10)));
            });
  }

  @Test
  void minNone_read_isNoFloor() {
    ScoringModel model =
        Models.read("scores: {s: {min: none, groups: {g: {rules: [" + Models.RULE + "]}}}}");

    assertThat(model.scores().get(0).min()).isEqualTo(Optional.empty());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ModelReaderTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
