package io.plumbline.server.leads;

import io.plumbline.core.score.Score;
import io.plumbline.server.leads.SubjectTable.Filling;
import io.plumbline.server.leads.SubjectTable.Known;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.FoldedSubject;
import io.plumbline.server.live.FoldedSubjects;
import io.plumbline.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;

/** Reads from the store what the index holds: ranges of subjects side by side. */
public final class IndexFeed {
  private static final long CHUNK = 50_000;

  private final Store store;
  private final FoldedSubjects states;

  public IndexFeed(Store store, FoldedSubjects states) {
    this.store = store;
    this.states = states;
  }

  /** Puts every subject and score of the store into an index. */
  void load(LeadIndex index) {
    inRanges(
        (from, to) -> {
          loadFacts(index, from, to);
          for (ActiveVersion version : index.current()) {
            loadScores(index, version, from, to);
          }
        });
  }

  private void loadFacts(LeadIndex index, long from, long to) {
    store.read(
        tx -> {
          tx.states()
              .scan(
                  from,
                  to,
                  (key, state) ->
                      states
                          .decode(tx, state)
                          .ifPresent(
                              folded ->
                                  index
                                      .table(folded.isAccount())
                                      .put(known(key, folded), Map.of())));
          return from;
        });
  }

  private static Known known(long key, FoldedSubject folded) {
    return new Known(key, folded.subject(), folded.firstSeen(), folded.lastActivity());
  }

  private void loadScores(LeadIndex index, ActiveVersion version, long from, long to) {
    store.read(
        tx -> {
          List<Map.Entry<Long, Score>> scores = new ArrayList<>();
          tx.scores()
              .scan(version.key(), from, to, (key, score) -> scores.add(Map.entry(key, score)));
          for (boolean account : new boolean[] {false, true}) {
            SubjectTable table = index.table(account);
            table
                .version(version.key())
                .ifPresent(
                    columns ->
                        scores.forEach(
                            each -> table.putScore(columns, each.getKey(), each.getValue())));
          }
          return from;
        });
  }

  /** Fills columns that were added while subjects are there already. */
  void attributes(boolean account, Filling filling) {
    inRanges(
        (from, to) ->
            store.read(
                tx -> {
                  tx.states()
                      .scan(
                          from,
                          to,
                          (key, state) ->
                              states
                                  .decode(tx, state)
                                  .filter(folded -> folded.isAccount() == account)
                                  .ifPresent(
                                      folded ->
                                          filling.attributes(key, folded.subject().attributes())));
                  return from;
                }));
  }

  private interface Range {
    void read(long from, long to);
  }

  private void inRanges(Range range) {
    long highest = store.read(tx -> tx.profiles().highestKey());
    long chunks = (highest + CHUNK - 1) / CHUNK;
    ForkJoinPool pool = new ForkJoinPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
    try {
      pool.submit(
              () ->
                  LongStream.range(0, chunks)
                      .parallel()
                      .forEach(chunk -> range.read(chunk * CHUNK + 1, (chunk + 1) * CHUNK)))
          .join();
    } finally {
      pool.shutdown();
    }
  }
}
