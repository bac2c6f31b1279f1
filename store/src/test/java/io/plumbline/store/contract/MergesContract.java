package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.Identifier;
import io.plumbline.store.Merge;
import io.plumbline.store.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

interface MergesContract extends OnStore {
  @Test
  default void ofSubjects_afterAMove_theSubjectHasAllProfilesItsOwnFirst() {
    written(
        tx -> {
          tx.profiles()
              .create(
                  List.of(Identifier.anonymous("a"), Identifier.user("b"), Identifier.user("c")),
                  NOON);
          tx.profiles().move(List.of(1L, 3L), 2);
        });

    Map<Long, List<Profile>> found =
        store().read(tx -> tx.profiles().ofSubjects(List.of(1L, 2L, 3L, 9L)));

    assertThat(found).containsOnlyKeys(2L);
    assertThat(found.get(2L)).extracting(Profile::key).containsExactly(2L, 1L, 3L);
    assertThat(found.get(2L)).extracting(Profile::subject).containsOnly(2L);
    assertThat(
            store()
                .<Map<Identifier, Profile>>read(
                    tx -> tx.profiles().find(List.of(Identifier.anonymous("a")))))
        .extractingByKey(Identifier.anonymous("a"))
        .extracting(Profile::subject)
        .isEqualTo(2L);
  }

  @Test
  default void ofSubjects_movedBack_eachIsASubjectAgain() {
    written(
        tx -> {
          tx.profiles().create(List.of(Identifier.anonymous("a"), Identifier.user("b")), NOON);
          tx.profiles().move(List.of(1L), 2);
          tx.profiles().move(List.of(1L), 1);
        });

    assertThat(
            store().<Map<Long, List<Profile>>>read(tx -> tx.profiles().ofSubjects(List.of(1L, 2L))))
        .containsOnlyKeys(1L, 2L)
        .allSatisfy((subject, own) -> assertThat(own).hasSize(1));
  }

  @Test
  default void merge_stored_comesBackAndCanBeUndone() {
    Merge merge = new Merge(0, 1, 2, List.of(1L, 5L), NOON, "identify", Optional.empty());
    long key = store().write(tx -> tx.profiles().addMerge(merge));

    assertThat(store().<Optional<Merge>>read(tx -> tx.profiles().merge(key)))
        .contains(merge.as(key, Optional.empty()));
    written(tx -> tx.profiles().undoMerge(key, NOON.plusSeconds(9)));
    assertThat(store().<Optional<Merge>>read(tx -> tx.profiles().merge(key)))
        .contains(merge.as(key, Optional.of(NOON.plusSeconds(9))));
    assertThat(store().<Optional<Merge>>read(tx -> tx.profiles().merge(key + 1))).isEmpty();
  }

  @Test
  default void mergesOf_chainOfMerges_allThatTookPartInTheOrderMade() {
    written(
        tx -> {
          tx.profiles().addMerge(merge(1, 2));
          tx.profiles().addMerge(merge(8, 9));
          tx.profiles().addMerge(merge(2, 3));
          tx.profiles().addMerge(merge(4, 3));
        });

    assertThat(store().<List<Long>>read(tx -> keys(tx.profiles().mergesOf(3))))
        .containsExactly(1L, 3L, 4L);
    assertThat(store().<List<Long>>read(tx -> keys(tx.profiles().mergesOf(2))))
        .containsExactly(1L, 3L);
    assertThat(store().<List<Long>>read(tx -> keys(tx.profiles().mergesOf(7)))).isEmpty();
  }

  private static Merge merge(long from, long into) {
    return new Merge(0, from, into, List.of(from), NOON, "alias", Optional.empty());
  }

  private static List<Long> keys(List<Merge> merges) {
    return merges.stream().map(Merge::key).toList();
  }
}
