package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

interface ProfilesContract extends OnStore {
  @Test
  default void create_newIdentifiers_eachIsAProfileAndASubjectOfItsOwn() {
    List<Identifier> identifiers =
        List.of(Identifier.user("x"), Identifier.anonymous("x"), Identifier.account("x"));

    Map<Identifier, Profile> created = store().write(tx -> tx.profiles().create(identifiers, NOON));

    assertThat(created).containsOnlyKeys(identifiers);
    assertThat(created.values())
        .allSatisfy(profile -> assertThat(profile.subject()).isEqualTo(profile.key()))
        .allSatisfy(profile -> assertThat(profile.firstSeen()).isEqualTo(NOON));
    assertThat(created.values().stream().map(Profile::key)).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(store().<Map<Identifier, Profile>>read(tx -> tx.profiles().find(identifiers)))
        .isEqualTo(created);
    assertThat(store().<Long>read(tx -> tx.profiles().highestKey())).isEqualTo(3);
  }

  @Test
  default void create_knownIdentifier_isADefect() {
    written(tx -> tx.profiles().create(List.of(Identifier.user("x")), NOON));

    assertThatThrownBy(
            () -> written(tx -> tx.profiles().create(List.of(Identifier.user("x")), NOON)))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.BROKEN));
    written(tx -> tx.profiles().create(List.of(Identifier.user("y")), NOON));
  }

  @Test
  default void find_textsThatDatabasesDislike_comeBackAsTheyWere() {
    List<Identifier> identifiers =
        List.of(
            Identifier.user("a\u0000b"),
            Identifier.user("a\uD800b"),
            Identifier.user("a\uFFFFb"),
            Identifier.user("a\uFFFF0000b"),
            Identifier.user("Straße 🚀"),
            Identifier.user("STRASSE"),
            Identifier.user("quote'\"\\[%_"),
            Identifier.user(" padded "));
    written(tx -> tx.profiles().create(identifiers, NOON));

    assertThat(store().<Map<Identifier, Profile>>read(tx -> tx.profiles().find(identifiers)))
        .containsOnlyKeys(identifiers);
    assertThat(
            store()
                .<Map<Identifier, Profile>>read(
                    tx -> tx.profiles().find(List.of(Identifier.user("padded")))))
        .isEmpty();
  }

  @Test
  default void find_tenThousandAtOnce_allAreFound() {
    List<Identifier> many =
        IntStream.range(0, 10_000).mapToObj(i -> Identifier.user("user-" + i)).toList();
    written(tx -> tx.profiles().create(many, NOON));

    assertThat(store().<Integer>read(tx -> tx.profiles().find(many).size())).isEqualTo(10_000);
    assertThat(store().<Integer>read(tx -> tx.profiles().find(List.of()).size())).isZero();
  }

  @Test
  default void after_someProfiles_risingUpToTheLimit() {
    written(
        tx ->
            tx.profiles()
                .create(
                    IntStream.range(0, 10).mapToObj(i -> Identifier.user("u" + i)).toList(), NOON));

    assertThat(
            store()
                .<List<Long>>read(
                    tx -> tx.profiles().after(4, 3).stream().map(Profile::key).toList()))
        .containsExactly(5L, 6L, 7L);
    assertThat(store().<List<Profile>>read(tx -> tx.profiles().after(10, 3))).isEmpty();
  }

  @Test
  default void get_keys_thoseThatExist() {
    written(tx -> tx.profiles().create(List.of(Identifier.user("x")), NOON));

    assertThat(store().<Map<Long, Profile>>read(tx -> tx.profiles().get(List.of(1L, 2L))))
        .isEqualTo(Map.of(1L, new Profile(1, Identifier.user("x"), 1, NOON)));
  }

  @Test
  default void highestKey_emptyStore_isZero() {
    assertThat(store().<Long>read(tx -> tx.profiles().highestKey())).isZero();
  }

  @Test
  default void tie_severalInstants_theLatestCounts() {
    written(
        tx -> {
          tx.profiles().tie(1, 100, NOON);
          tx.profiles().tie(1, 200, NOON.minusSeconds(60));
          tx.profiles().tie(2, 100, NOON);
          tx.profiles().tie(2, 200, NOON.plusNanos(1));
          tx.profiles().tie(3, 100, NOON);
          tx.profiles().tie(3, 200, NOON);
        });

    assertThat(
            store().<Map<Long, Long>>read(tx -> tx.profiles().accountsOf(List.of(1L, 2L, 3L, 4L))))
        .isEqualTo(Map.of(1L, 100L, 2L, 200L, 3L, 200L));
    assertThat(store().<List<Long>>read(tx -> tx.profiles().members(100))).containsExactly(1L);
    assertThat(store().<List<Long>>read(tx -> tx.profiles().members(200)))
        .containsExactlyInAnyOrder(2L, 3L);
    assertThat(store().<List<Long>>read(tx -> tx.profiles().members(300))).isEmpty();
  }
}
