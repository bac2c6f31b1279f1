package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.memory.MemoryStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImpactTest {
  private static final String SHOP =
      """
      plumbline: 1
      model: shop
      scores:
        all:
          groups:
            all:
              rules:
                - {id: visits, event: visit, points: 3, cap: 90}
      """;

  private final Stage stage = new Stage(new MemoryStore(), new Stage.Clock());

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void report_whileLeadsWaitToBeFolded_saysHowManyAreNotInIt() {
    stage.does("42", "visit");
    ModelVersion draft = stage.draft(SHOP);
    assertThat(stage.impact(draft).waiting()).isZero();

    stage.store.write(
        tx -> {
          tx.backlog().add(List.of(8L, 9L));
          return 2;
        });

    assertThat(stage.impact(draft).waiting()).isEqualTo(2);
    assertThat(stage.impact(draft).subjects()).isEqualTo(1);
  }

  @Test
  void report_ofAText_isThatOfADraftOfIt_andLeavesNoTrace() {
    stage.does("42", "visit");
    stage.publish(SHOP);
    Drafts.Text next = new Drafts.Text(SHOP.replace("points: 3", "points: 5"), "", "");
    List<AuditEntry> audit = audit();

    ImpactReport ofText = stage.impact(stage.drafts.unkept("shop", next));

    assertThat(stage.drafts.versions("shop", Optional.empty(), 9)).hasSize(1);
    assertThat(audit()).isEqualTo(audit);
    assertThat(ofText.from()).contains(1);
    assertThat(ofText.to()).isEmpty();
    assertThat(ofText.changed()).isEqualTo(1);
    ModelVersion draft = stage.draft(next.source());
    assertThat(draft.number()).isEqualTo(2);
    assertThat(stage.impact(draft))
        .usingRecursiveComparison()
        .ignoringFields("to")
        .isEqualTo(ofText);
  }

  @Test
  void report_ofTheTextThatIsLive_namesTheLiveVersion() {
    stage.does("42", "visit");
    stage.publish(SHOP);

    ImpactReport report = stage.impact(stage.drafts.unkept("shop", new Drafts.Text(SHOP, "", "")));

    assertThat(report.to()).isEqualTo(report.from()).contains(1);
    assertThat(report.changed()).isZero();
    assertThat(report.subjects()).isEqualTo(1);
  }

  @Test
  void text_ofAnotherModel_isRefused() {
    Drafts.Text text = new Drafts.Text(SHOP, "", "");

    assertThatThrownBy(() -> stage.drafts.unkept("store", text))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("The text is of the model shop, not of store");
  }

  private List<AuditEntry> audit() {
    return stage.store.read(tx -> tx.audit().list(Optional.empty(), 100));
  }
}
