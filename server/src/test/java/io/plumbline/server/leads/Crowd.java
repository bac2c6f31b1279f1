package io.plumbline.server.leads;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.score.Score;
import io.plumbline.format.model.ModelReader;
import io.plumbline.server.leads.SubjectTable.Known;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** People made up from a seed, and a model that scores them by their attributes. */
final class Crowd {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final long VERSION = 7;

  private static final List<String> COUNTRIES = List.of("RO", "de", "FR", "Deutschland", "中国");
  private static final List<String> NAMES =
      List.of("Ana Pop", "ＡＮＡ", "bob", "Şerban", "李雷", "anna-maria", "Bob Ross");

  private final Random random;
  private final CompiledModel model;

  Crowd(long seed) {
    random = new Random(seed);
    model = model(MODEL);
  }

  static final String MODEL =
      """
      plumbline: 1
      model: crowd
      scores:
        fit:
          max: 60
          groups:
            who:
              rules:
                - {id: country, lookup: country,
                    table: [{is: RO, points: 20}, {is: DE, points: 10.5}, {else: 0}]}
                - {id: size, lookup: employees,
                    table: [{at_least: 100, points: 30}, {at_least: 10, points: 12}, {else: 1}]}
          grades: {A: 75%, B: 50%, C: 25%, D: 0%}
        interest:
          min: none
          groups:
            what:
              rules:
                - {id: named, if: {name: {exists: true}}, points: 15}
                - {id: far, if: {country: FR}, points: -8}
      total: {sum: [fit, interest]}
      bands:
        hot: {at_least: 40}
        warm: {at_least: 20}
        cold: {else: true}
      disqualify:
        - {id: chinese, if: {country: 中国}}
      """;

  static CompiledModel model(String yaml) {
    var reading = ModelReader.read("crowd.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return ModelCompiler.compile(reading.model().orElseThrow());
  }

  ScoreLabels labels() {
    return new ScoreLabels(model.model(), 1);
  }

  Known somebody(long key) {
    Map<String, Value> attributes = new HashMap<>();
    if (random.nextInt(5) > 0) {
      attributes.put("country", new Value.Text(any(COUNTRIES)));
    }
    if (random.nextInt(4) > 0) {
      attributes.put("name", new Value.Text(any(NAMES)));
    }
    int employees = random.nextInt(300);
    switch (random.nextInt(4)) {
      case 0 -> attributes.put("employees", new Value.Text(employees + ""));
      case 1 -> attributes.put("employees", new Value.Decimal(BigDecimal.valueOf(employees)));
      case 2 -> attributes.put("employees", new Value.Text("about " + employees));
      default -> {}
    }
    if (random.nextInt(3) == 0) {
      attributes.put("since", new Value.Day(LocalDate.of(2020, 1, 1 + random.nextInt(28))));
    }
    if (random.nextInt(6) == 0) {
      Value list = new Value.Many(List.of(new Value.Text("x"), new Value.Text(any(COUNTRIES))));
      attributes.put("country", list);
    }
    attributes.put(
        "email", new Value.Text("Person" + key % 97 + "@" + any(COUNTRIES) + ".example"));
    Instant created = NOW.minusSeconds(random.nextInt(1000));
    Instant active = random.nextInt(4) == 0 ? Instant.MIN : NOW.minusSeconds(random.nextInt(50));
    return new Known(key, new Subject("Lead/" + key, attributes), created, active);
  }

  Score score(Known known) {
    return model.score(model.newState(known.subject()), NOW);
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }
}
