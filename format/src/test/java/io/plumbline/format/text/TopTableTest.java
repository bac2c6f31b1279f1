package io.plumbline.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import io.plumbline.format.Golden;
import io.plumbline.format.SampleModel;
import io.plumbline.format.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TopTableTest {
  private static final List<TopTable.Row> ROWS =
      List.of(
          row("42", "95.25", "Ada Lovelace"),
          row("7", "7", "山田 太郎 株式会社プラムライン"),
          row("lead-1000", "45.6", ""),
          row("9", "3", "\u001b[31mred\u202e\nname"));

  @Test
  void leads_stand_in_columns() throws IOException {
    Golden.check("top.txt", TopTable.print(SampleModel.model(), ROWS, new Layout(120, false)));
  }

  @Test
  void a_narrow_terminal_shows_no_reasons() throws IOException {
    Golden.check("top-70.txt", TopTable.print(SampleModel.model(), ROWS, new Layout(70, false)));
  }

  @Test
  void no_leads_leave_the_heading() {
    assertThat(TopTable.print(SampleModel.model(), List.of(), new Layout(80, false)))
        .isEqualTo("#  Lead  Total  Fit  Engagement  Cell  Why\n");
  }

  @Test
  void an_id_without_a_name_can_be_copied_whole() {
    String id = "7927b2df-8bba-4d29-b9a2-b6e0beafe620";

    String table = TopTable.print(SampleModel.model(), List.of(row(id, "7", "")), layout(100));

    assertThat(table).contains("1  " + id + "  ");
  }

  private static Layout layout(int width) {
    return new Layout(width, false);
  }

  private static TopTable.Row row(String id, String total, String name) {
    Explanation made = Samples.explanation();
    Score of = made.score();
    Score score =
        new Score(
            id,
            of.model(),
            of.asOf(),
            of.day(),
            Optional.of(Samples.points(total)),
            of.scores(),
            of.cell(),
            of.band(),
            of.qualifiedBy(),
            of.disqualifiedBy(),
            of.coverage());
    return new TopTable.Row(
        new Explanation(score, made.totalParts(), made.nextChange(), made.dimensions()), name);
  }
}
