package io.plumbline.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCheckTest {
  @Test
  void lookup_ofMoreRowsThanAnOutcomeCanNumber_isRefused() {
    Table.Row row =
        new Table.Row.When(
            io.plumbline.core.model.Test.of(new Operator.Is(new Literal.Text("a"))), Points.ZERO);
    IssueLog atLimit = new IssueLog(List.of());
    IssueLog above = new IssueLog(List.of());

    new TableCheck("/t", atLimit).lookup(new Table(Collections.nCopies(60_000, row)));
    new TableCheck("/t", above).lookup(new Table(Collections.nCopies(60_001, row)));

    assertThat(atLimit.issues()).isEmpty();
    assertThat(above.issues())
        .containsExactly(Issue.error("too-many-rows", "/t", "60001 rows", "at most 60000 rows"));
  }
}
