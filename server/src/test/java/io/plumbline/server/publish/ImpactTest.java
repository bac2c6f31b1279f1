package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.ModelVersion;
import io.plumbline.store.memory.MemoryStore;
import java.util.List;
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
}
