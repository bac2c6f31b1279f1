package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.format.model.ModelReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiftTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final CompiledModel MODEL =
      model(
          """
          plumbline: 1
          model: lifted
          scores:
            all:
              groups:
                all:
                  rules:
                    - {id: limited, event: visit, per_day: 3, points: 2, cap: 40,
                       decay: {half_life: 14d}}
                    - {id: tiers, event: visit, within: 30d, tiers: {5: 1, 30: 7}}
                    - {id: active, event: "*", measure: days, table: [{at_least: 5, points: 8}]}
                    - {id: recent, event: mail, measure: recency,
                       table: [{less_than: 1, points: 3}]}
                    - {id: bought, event: buy, measure: {sum: worth},
                       table: [{at_least: 90, points: 9}]}
                    - {id: chief, if: {title: chief}, points: 6}
          """);

  private static CompiledModel model(String yaml) {
    return ModelCompiler.compile(
        ModelReader.read("test.yaml", yaml.getBytes(StandardCharsets.UTF_8)).model().orElseThrow());
  }

  private static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      String type = List.of("visit", "mail", "buy", "other").get(random.nextInt(4));
      Duration ago = Duration.ofHours(random.nextInt(24 * 50));
      Value worth = new Value.Decimal(BigDecimal.valueOf(random.nextInt(60)));
      events.add(new Event("e" + i, type, NOW.minus(ago), Map.of("worth", worth)));
    }
    return events;
  }

  /** What a step promises is what the engine says of all facts together. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void steps_ofAFoldedSubject_giveWhatAllFactsTogetherWouldGive(long seed) {
    Subject subject = new Subject("42", Map.of("title", new Value.Text("clerk")));
    List<Event> events = events(new Random(seed));
    Facts facts = new Facts(subject, events);

    Lift lift = new Lift(MODEL, MODEL.fold(facts, NOW), NOW);

    assertThat(lift.score()).isEqualTo(MODEL.score(facts, NOW));
    assertThat(lift.steps()).extracting(Lift.Step::rule).contains("chief");
    for (Lift.Step step : lift.steps()) {
      assertThat(step.after()).as(step.toString()).isEqualTo(MODEL.score(with(facts, step), NOW));
    }
  }

  private static Facts with(Facts facts, Lift.Step step) {
    if (step.event().isEmpty()) {
      Map<String, Value> known = new HashMap<>(facts.subject().attributes());
      known.putAll(step.values());
      return new Facts(new Subject(facts.subject().id(), known), facts.events());
    }
    List<Event> all = new ArrayList<>(facts.events());
    for (int i = 0; i < step.events().orElse(1); i++) {
      all.add(new Event("further" + i, step.event().get(), NOW, step.values()));
    }
    return new Facts(facts.subject(), all);
  }
}
