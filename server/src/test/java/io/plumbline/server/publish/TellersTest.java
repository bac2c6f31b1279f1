package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Points;
import io.plumbline.server.live.ChangeListener;
import io.plumbline.store.Merge;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import io.plumbline.store.memory.MemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Whoever is told of traffic hears first what a publication changed of the same subjects. */
class TellersTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final List<String> heard = new ArrayList<>();
  private final Tellers tellers =
      new Tellers(
          List.of(
              new ChangeListener() {
                @Override
                public void changed(Transaction tx, List<ScoreChange> changes) {
                  changes.forEach(change -> heard.add("changed " + change.subject()));
                }

                @Override
                public void changed(
                    Transaction tx,
                    List<ScoreChange> changes,
                    Map<Long, Map<String, Points>> before) {
                  changes.forEach(it -> heard.add("changed " + it.subject() + " " + before));
                }

                @Override
                public void merged(Transaction tx, List<Merge> merges) {
                  merges.forEach(merge -> heard.add("merged " + merge.from()));
                }
              }));

  private static ScoreChange change(long subject, OptionalLong run) {
    return new ScoreChange(
        0,
        subject,
        1,
        NOON,
        new ScoreChange.Cause(ScoreChange.Kind.MODEL, List.of()),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        run);
  }

  @Test
  void merge_beforeAPublicationIsTold_comesAfterWhatThatChangedOfBothLeads() {
    MemoryStore store = new MemoryStore();
    OptionalLong run = OptionalLong.of(9);
    store.write(
        tx -> {
          tx.changes().append(List.of(change(1, run), change(2, run), change(3, run)));
          tx.changes().publishRun(9, NOON);
          tellers.begin(tx, 9);
          Merge merge = new Merge(5, 1, 2, List.of(1L), NOON, "alias", Optional.empty());
          tellers.ofTraffic().merged(tx, List.of(merge));
          tellers.ofTraffic().changed(tx, List.of(change(2, OptionalLong.empty())), Map.of());
          return true;
        });
    store.write(tellers::tellNext);

    assertThat(heard)
        .containsExactly("changed 1", "changed 2", "merged 1", "changed 2 {}", "changed 3");
  }
}
