package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.Tellings.Telling;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

interface TellingsContract extends OnStore {
  @Test
  default void add_runs_areOpenFromTheStartUntilTheyAreRemoved() {
    written(tx -> tx.tellings().add(7));
    written(tx -> tx.tellings().add(3));
    assertThat(open()).containsExactly(new Telling(3, 0), new Telling(7, 0));

    written(tx -> tx.tellings().reached(7, 40));
    written(tx -> tx.tellings().remove(3));
    assertThat(open()).containsExactly(new Telling(7, 40));
  }

  @Test
  default void ahead_subjects_areKnownUntilTheirTurnCame() {
    written(tx -> tx.tellings().add(7));
    written(tx -> tx.tellings().add(8));
    written(tx -> tx.tellings().addAhead(7, List.of(5L, 50L)));
    written(tx -> tx.tellings().addAhead(8, List.of(6L)));
    assertThat(ahead(7, 5, 6, 50)).containsExactlyInAnyOrder(5L, 50L);
    assertThat(ahead(8, 5, 6, 50)).containsExactly(6L);

    written(tx -> tx.tellings().reached(7, 5));
    assertThat(ahead(7, 5, 50)).containsExactly(50L);
    written(tx -> tx.tellings().remove(7));
    assertThat(ahead(7, 50)).isEmpty();
  }

  private List<Telling> open() {
    return store().read(tx -> tx.tellings().open());
  }

  private Set<Long> ahead(long run, long... subjects) {
    List<Long> keys = LongStream.of(subjects).boxed().toList();
    return store().read(tx -> tx.tellings().ahead(run, keys));
  }
}
