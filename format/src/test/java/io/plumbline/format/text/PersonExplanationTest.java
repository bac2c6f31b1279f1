package io.plumbline.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Contribution.Answer;
import io.plumbline.core.score.Contribution.Kind;
import io.plumbline.core.score.Evidence;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import io.plumbline.core.score.Explanation.Range;
import io.plumbline.core.score.Score;
import io.plumbline.format.Golden;
import io.plumbline.format.SampleModel;
import io.plumbline.format.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PersonExplanationTest {
  @Test
  void a_lead_is_explained_in_columns() throws IOException {
    Golden.check("explain.txt", print(new Layout(100, false)));
  }

  @Test
  void a_narrow_terminal_breaks_words_below_themselves() throws IOException {
    Golden.check("explain-60.txt", print(new Layout(60, false)));
  }

  @Test
  void a_very_narrow_terminal_puts_words_on_lines_of_their_own() throws IOException {
    Golden.check("explain-40.txt", print(new Layout(40, false)));
  }

  @Test
  void limits_and_a_disqualifier_are_told() throws IOException {
    Golden.check(
        "explain-limits.txt",
        PersonExplanation.print(
            SampleModel.model(),
            new Subject("id \u001b[2J\u202e!", Map.of("name", new Value.Text("山田\n太郎"))),
            limited(),
            new Layout(100, false)));
  }

  @Test
  void colour_is_used_only_where_asked_for() {
    assertThat(print(new Layout(100, true))).contains("\u001b[1m", "\u001b[32m");
    assertThat(print(new Layout(100, true)).replaceAll("\u001b\\[[0-9]+m", ""))
        .isEqualToIgnoringWhitespace(print(new Layout(100, false)));
  }

  @Test
  void no_line_is_wider_than_the_layout() {
    for (int width = Layout.NARROWEST; width < 140; width++) {
      int columns = width;
      assertThat(print(new Layout(width, false)).lines())
          .as("width %d", width)
          .allMatch(line -> TextWidth.of(line) <= columns);
    }
  }

  /** A lead whose score is kept at its floor, its group at its cap, a rule at its own. */
  private static Explanation limited() {
    Explanation made = Samples.explanation();
    Contribution capped =
        new Contribution.OfEvents(
            "pricing",
            Kind.POINTS,
            Points.of(14),
            Points.of(14),
            Points.of(10),
            new Evidence.Events(
                7, Optional.empty(), Optional.empty(), List.of(), Optional.empty()));
    Contribution never =
        new Contribution.OfEvents(
            "silent",
            Kind.MEASURE,
            Points.of(-40),
            Points.of(-40),
            Points.of(-40),
            new Evidence.Events(
                0, Optional.empty(), Optional.empty(), List.of(), Optional.empty()));
    Contribution country =
        Samples.known(Kind.IF, "wrong-country", Answer.YES, -8, Samples.text("country", "US"));
    GroupProof web =
        new GroupProof(
            "web",
            Points.of(-25),
            Optional.empty(),
            Points.of(-30),
            Points.of(-25),
            List.of(capped, never, country));
    DimensionProof engagement =
        new DimensionProof(
            "engagement",
            Points.ZERO,
            "",
            Optional.of(Points.ZERO),
            Optional.empty(),
            Points.of(-25),
            new Range(Points.ZERO, Points.ZERO),
            Optional.empty(),
            List.of(web));
    Score score = made.score();
    Score disqualified =
        new Score(
            score.subject(),
            score.model(),
            score.asOf(),
            score.day(),
            Optional.of(Points.ZERO),
            score.scores(),
            "",
            "disqualified",
            "",
            "do-not-contact",
            score.coverage());
    return new Explanation(disqualified, List.of(), Optional.empty(), List.of(engagement));
  }

  private static String print(Layout layout) {
    return PersonExplanation.print(
        SampleModel.model(), Samples.facts().subject(), Samples.explanation(), layout);
  }
}
