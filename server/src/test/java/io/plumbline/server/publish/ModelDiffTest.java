package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.server.publish.ModelDiff.Kind;
import io.plumbline.server.publish.ModelDiff.RuleChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelDiffTest {
  private static final String SOURCE =
      """
      plumbline: 1
      model: shop
      scores:
        engagement:
          max: 100
          groups:
            web:
              rules:
                - {id: pricing, event: page_view, where: {path: /pricing}, within: 30d,
                   points: 2, cap: 10}
                - {id: seniority, lookup: job_title, table: [
                   {matches: "chief *", points: 10}, {else: 1}]}
                - {id: clicks, event: email_click, tiers: {1: 1, 3: 2}}
      bands:
        hot: {at_least: 20}
        cold: {else: true}
      disqualify:
        - {id: staff, if: {email_domain: own.example}}
      """;

  @Test
  void sameModel_hasNoDifference() {
    ModelDiff diff = diff(SOURCE);
    assertThat(diff.rules()).isEmpty();
    assertThat(diff.other()).isEmpty();
  }

  @Test
  void changedPoints_areShownBeforeAndAfter() {
    ModelDiff diff = diff(SOURCE.replace("points: 2, cap: 10", "points: 3, cap: 12"));
    assertThat(diff.rules())
        .containsExactly(
            new RuleChange(
                "pricing",
                Kind.CHANGED,
                "engagement",
                "web",
                Optional.of("2 each, at most 10"),
                Optional.of("3 each, at most 12"),
                List.of("points")));
    assertThat(diff.other()).isEmpty();
  }

  @Test
  void eachAspectOfARule_isNamed() {
    assertThat(changed(SOURCE.replace("/pricing", "/price"))).containsExactly("events");
    assertThat(changed(SOURCE.replace("30d", "31d"))).containsExactly("window");
    assertThat(changed(SOURCE.replace("cap: 10", "cap: 10, decay: {linear: 9d}")))
        .containsExactly("decay");
    assertThat(changed(SOURCE.replace("chief *", "c?o"))).containsExactly("condition");
    assertThat(changed(SOURCE.replace("{1: 1, 3: 2}", "{1: 1, 4: 2}"))).contains("condition");
    assertThat(changed(SOURCE.replace("id: clicks", "id: clicks, title: Clicks")))
        .containsExactly("texts");
  }

  @Test
  void rulesThatComeAndGo_areAddedAndRemoved() {
    ModelDiff diff = diff(SOURCE.replace("id: clicks", "id: taps"));
    assertThat(diff.rules())
        .extracting(it -> it.rule() + " " + it.kind())
        .containsExactly("clicks REMOVED", "taps ADDED");
  }

  @Test
  void whatElseChanged_isNamed() {
    assertThat(diff(SOURCE.replace("at_least: 20", "at_least: 25")).other())
        .containsExactly("bands");
    assertThat(diff(SOURCE.replace("max: 100", "max: 90")).other())
        .containsExactly("scores.engagement");
    assertThat(diff(SOURCE.replace("own.example", "us.example")).other())
        .containsExactly("disqualify.staff");
  }

  private static List<String> changed(String after) {
    return diff(after).rules().stream().flatMap(it -> it.changed().stream()).toList();
  }

  private static ModelDiff diff(String after) {
    return ModelDiff.between(1, model(SOURCE), 2, model(after), "");
  }

  private static ScoringModel model(String source) {
    return ReadVersion.of(source, "").compiled().model();
  }
}
