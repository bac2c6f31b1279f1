package io.plumbline.store.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.AuditEntry;
import io.plumbline.store.Identifier;
import io.plumbline.store.Reject;
import io.plumbline.store.Transaction;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

interface TransactionContract extends OnStore {
  @Test
  default void write_workReturns_resultIsGivenAndSeenByReaders() {
    int given =
        store()
            .write(
                tx -> {
                  tx.states().put(Map.of(7L, new byte[] {1}));
                  return 42;
                });

    assertThat(given).isEqualTo(42);
    assertThat(store().<Integer>read(tx -> tx.states().get(List.of(7L)).size())).isEqualTo(1);
  }

  @Test
  default void write_workFails_nothingHasHappenedAndTheFailureComesOut() {
    written(tx -> tx.states().put(Map.of(1L, new byte[] {1})));
    written(tx -> tx.profiles().create(List.of(Identifier.user("a")), NOON));

    assertThatThrownBy(
            () ->
                written(
                    tx -> {
                      changeEverything(tx);
                      throw new IllegalArgumentException("on purpose");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("on purpose");

    store()
        .read(
            tx -> {
              mustBeAsBefore(tx);
              return true;
            });
    assertThat(store().<List<Long>>write(tx -> tx.backlog().awake(NOON, 9))).isEmpty();
  }

  private static void changeEverything(Transaction tx) {
    tx.states().put(Map.of(1L, new byte[] {2}, 2L, new byte[] {2}));
    tx.states().remove(List.of(1L));
    tx.profiles().create(List.of(Identifier.user("b")), NOON);
    tx.profiles().move(List.of(1L), 2);
    tx.facts().appendEvents(List.of(Samples.event(1, "e1", "signup", NOON)));
    tx.facts().appendAttributes(List.of(Samples.attribute(1, "a", "b", NOON)));
    tx.scores().put(List.of(Samples.row(1, 1, "A1")));
    tx.changes().append(List.of(Samples.change(1, 1)));
    tx.backlog().add(List.of(1L));
    tx.backlog().wake(Map.of(1L, NOON));
    tx.rejects().add(List.of(Samples.reject("bad")));
    tx.audit().add(new AuditEntry(0, NOON, "cli", "x.y", "z", ""));
  }

  private static void mustBeAsBefore(Transaction tx) {
    assertThat(tx.states().get(List.of(1L, 2L))).containsOnlyKeys(1L);
    assertThat(tx.states().get(List.of(1L)).get(1L)).containsExactly(1);
    assertThat(tx.profiles().highestKey()).isEqualTo(1);
    assertThat(tx.profiles().find(List.of(Identifier.user("b")))).isEmpty();
    assertThat(tx.profiles().ofSubjects(List.of(1L, 2L))).containsOnlyKeys(1L);
    assertThat(tx.facts().eventCount()).isZero();
    assertThat(tx.facts().types()).isEmpty();
    assertThat(tx.facts().known(List.of(1L), List.of("e1"))).isEmpty();
    assertThat(tx.facts().attributes(List.of(1L), NOON)).isEmpty();
    assertThat(tx.scores().get(1, List.of(1L))).isEmpty();
    assertThat(tx.changes().of(1, List.of(), Optional.empty(), NOON, 9)).isEmpty();
    assertThat(tx.backlog().first(9)).isEmpty();
    assertThat(tx.rejects().openCount()).isZero();
    assertThat(tx.audit().list(Optional.empty(), 9)).isEmpty();
  }

  @Test
  default void write_afterAFailure_namesOfTheFailedWorkAreGivenAgain() {
    assertThatThrownBy(
            () ->
                written(
                    tx -> {
                      tx.facts().appendEvents(List.of(Samples.event(1, "e1", "signup", NOON)));
                      throw new IllegalArgumentException("on purpose");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    written(
        tx ->
            tx.facts()
                .appendEvents(
                    List.of(
                        Samples.event(1, "e1", "login", NOON),
                        Samples.event(1, "e2", "signup", NOON))));

    assertThat(
            store()
                .<List<String>>read(
                    tx ->
                        tx.facts().events(List.of(1L), NOON).stream()
                            .map(fact -> fact.event().type())
                            .toList()))
        .containsExactly("login", "signup");
  }

  @Test
  default void write_rowsThatFailWhileTheyAreGiven_areNotWrittenWithTheNext() {
    List<Reject> rows =
        new AbstractList<>() {
          @Override
          public Reject get(int index) {
            if (index == 1) {
              throw new IllegalArgumentException("on purpose");
            }
            return Samples.reject("first");
          }

          @Override
          public int size() {
            return 2;
          }
        };
    assertThatThrownBy(() -> written(tx -> tx.rejects().add(rows))).hasMessage("on purpose");

    written(tx -> tx.rejects().add(List.of(Samples.reject("third"))));

    assertThat(store().<List<Reject>>read(tx -> tx.rejects().list(Optional.empty(), true, 9)))
        .extracting(Reject::code)
        .containsExactly("third");
  }

  @Test
  default void write_inAWritingTransaction_isRefused() {
    assertThatThrownBy(() -> written(tx -> written(inner -> {})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already");
    assertThatThrownBy(() -> written(tx -> store().read(inner -> true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already");
  }

  @Test
  default void write_inAReadingTransaction_isRefused() {
    assertThatThrownBy(
            () ->
                store()
                    .read(
                        tx -> {
                          written(inner -> {});
                          return true;
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already");
  }

  @Test
  default void read_inAReadingTransactionOfEachOfManyReaders_isGivenToAll() throws Exception {
    int many = 16;
    CyclicBarrier allRead = new CyclicBarrier(many);
    ExecutorService readers = Executors.newFixedThreadPool(many);
    try {
      List<Future<Long>> found = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        found.add(readers.submit(() -> store().read(tx -> readAgain(allRead))));
      }
      assertThat(found)
          .allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(0L));
    } finally {
      readers.shutdownNow();
    }
  }

  private long readAgain(CyclicBarrier allRead) {
    try {
      allRead.await(60, SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("not all of them could read at once", e);
    }
    return store().read(tx -> tx.facts().eventCount());
  }

  @Test
  default void read_whileRowsOfTheSameQuestionAreShown_showsThemAll() {
    for (long key : List.of(1L, 2L, 3L)) {
      written(
          tx -> tx.facts().appendEvents(List.of(Samples.event(key, "e" + key, "signup", NOON))));
    }
    List<String> shown = new ArrayList<>();
    store()
        .read(
            tx -> {
              tx.facts()
                  .scanEvents(
                      1,
                      3,
                      Set.of(),
                      outer ->
                          tx.facts()
                              .scanEvents(
                                  1,
                                  3,
                                  Set.of(),
                                  inner ->
                                      shown.add(outer.event().id() + " " + inner.event().id())));
              return true;
            });

    assertThat(shown).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  default void read_workThatChangesSomething_isRefused() {
    assertThatThrownBy(
            () ->
                store()
                    .read(
                        tx -> {
                          tx.states().put(Map.of(1L, new byte[] {1}));
                          return true;
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("writing transaction");

    assertThat(store().<Integer>read(tx -> tx.states().get(List.of(1L)).size())).isZero();
  }

  @Test
  default void read_whileAWriterCommits_onePictureIsSeen() throws Exception {
    written(tx -> tx.states().put(Map.of(1L, new byte[] {1})));
    CountDownLatch looked = new CountDownLatch(1);
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Future<?> write =
          beside.submit(
              () -> {
                looked.await();
                written(tx -> tx.states().put(Map.of(1L, new byte[] {2}, 2L, new byte[] {2})));
                return true;
              });
      store()
          .read(
              tx -> {
                assertThat(tx.states().get(List.of(1L, 2L))).containsOnlyKeys(1L);
                looked.countDown();
                for (int i = 0; i < 20; i++) {
                  assertThat(tx.states().get(List.of(1L, 2L))).containsOnlyKeys(1L);
                  assertThat(tx.states().get(List.of(1L)).get(1L)).containsExactly(1);
                }
                return true;
              });
      write.get();
    } finally {
      beside.shutdownNow();
    }
    assertThat(store().<Integer>read(tx -> tx.states().get(List.of(1L, 2L)).size())).isEqualTo(2);
  }

  @Test
  default void write_byManyThreads_eachSeesWhatTheOthersDid() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new java.util.ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String name = "user" + i;
        done.add(
            threads.submit(
                () -> written(tx -> tx.profiles().create(List.of(Identifier.user(name)), NOON))));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(store().<Long>read(tx -> tx.profiles().highestKey())).isEqualTo(40);
    assertThat(store().<Integer>read(tx -> tx.profiles().after(0, 100).size())).isEqualTo(40);
  }
}
