package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.ApiKey;
import io.plumbline.store.Sessions;
import io.plumbline.store.User;
import io.plumbline.store.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

interface AccessContract extends OnStore {
  Instant LATER = NOON.plus(Duration.ofHours(1));

  private static User user(String name, User.Role role) {
    return new User(0, name, role, "hash of " + name, NOON, NOON, Optional.empty());
  }

  private static ApiKey key(String hash) {
    return new ApiKey(
        0,
        ApiKey.Kind.SECRET,
        hash,
        "pls_…abcd",
        "crm",
        Set.of("leads:read", "events:write"),
        "user:ann",
        NOON,
        Optional.empty(),
        Optional.of(LATER),
        Optional.empty());
  }

  @Test
  default void user_stored_isFoundByKeyAndName() {
    long key = store().write(tx -> tx.users().add(user("ann", User.Role.MARKETER)));

    User ann = user("ann", User.Role.MARKETER).withKey(key);
    assertThat(store().<Optional<User>>read(tx -> tx.users().get(key))).contains(ann);
    assertThat(store().<Optional<User>>read(tx -> tx.users().byName("ann"))).contains(ann);
    assertThat(store().<Optional<User>>read(tx -> tx.users().byName("Ann"))).isEmpty();
    assertThat(store().<Optional<User>>read(tx -> tx.users().get(key + 1))).isEmpty();
  }

  @Test
  default void user_ofATakenName_isRefused() {
    store().write(tx -> tx.users().add(user("ann", User.Role.SALES)));

    assertThatThrownBy(() -> store().write(tx -> tx.users().add(user("ann", User.Role.VIEWER))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void user_updated_isAnother() {
    long key = store().write(tx -> tx.users().add(user("ann", User.Role.SALES)));
    User changed =
        user("ann", User.Role.SALES)
            .withKey(key)
            .withRole(User.Role.ADMINISTRATOR)
            .withPassword("other", LATER)
            .withDisabled(Optional.of(LATER));
    written(tx -> tx.users().update(changed));

    assertThat(store().<List<User>>read(tx -> tx.users().list())).containsExactly(changed);
  }

  @Test
  default void invitation_standsInThePlaceOfTheOneBefore() {
    written(tx -> tx.users().invite(new Users.Invitation("one", NOON)));
    written(tx -> tx.users().invite(new Users.Invitation("two", LATER)));

    assertThat(store().<Optional<Users.Invitation>>read(tx -> tx.users().invitation()))
        .contains(new Users.Invitation("two", LATER));
    written(tx -> tx.users().withdrawInvitation());
    assertThat(store().<Optional<Users.Invitation>>read(tx -> tx.users().invitation())).isEmpty();
  }

  @Test
  default void apiKey_stored_isFoundByNumberAndHash() {
    long number = store().write(tx -> tx.apiKeys().add(key("h1")));

    ApiKey stored = key("h1").withKey(number);
    assertThat(store().<Optional<ApiKey>>read(tx -> tx.apiKeys().get(number))).contains(stored);
    assertThat(store().<Optional<ApiKey>>read(tx -> tx.apiKeys().byHash("h1"))).contains(stored);
    assertThat(store().<Optional<ApiKey>>read(tx -> tx.apiKeys().byHash("h2"))).isEmpty();
    assertThatThrownBy(() -> store().write(tx -> tx.apiKeys().add(key("h1"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void apiKey_updated_keepsWhatHappenedToIt() {
    long number = store().write(tx -> tx.apiKeys().add(key("h1")));
    ApiKey changed = key("h1").withKey(number).withLastUsed(LATER).withRevoked(LATER);
    written(tx -> tx.apiKeys().update(changed));

    assertThat(store().<List<ApiKey>>read(tx -> tx.apiKeys().list())).containsExactly(changed);
  }

  @Test
  default void sessions_ofAUser_endTogether() {
    written(tx -> tx.sessions().put(new Sessions.Login("s1", 1, NOON, NOON, LATER)));
    written(tx -> tx.sessions().put(new Sessions.Login("s2", 1, NOON, NOON, LATER)));
    written(tx -> tx.sessions().put(new Sessions.Login("s3", 2, NOON, NOON, LATER)));

    assertThat(store().<Integer>write(tx -> tx.sessions().removeOfUser(1))).isEqualTo(2);
    assertThat(store().<Optional<Sessions.Login>>read(tx -> tx.sessions().get("s1"))).isEmpty();
    assertThat(store().<Optional<Sessions.Login>>read(tx -> tx.sessions().get("s3"))).isPresent();
  }

  @Test
  default void session_putAgain_isThereOnce() {
    Sessions.Login moved = new Sessions.Login("s1", 1, NOON, LATER, LATER.plusSeconds(9));
    written(tx -> tx.sessions().put(new Sessions.Login("s1", 1, NOON, NOON, LATER)));
    written(tx -> tx.sessions().put(moved));

    assertThat(store().<Optional<Sessions.Login>>read(tx -> tx.sessions().get("s1")))
        .contains(moved);
  }

  @Test
  default void sessions_thatEnded_areRemoved() {
    written(tx -> tx.sessions().put(new Sessions.Login("s1", 1, NOON, NOON, NOON)));
    written(tx -> tx.sessions().put(new Sessions.Login("s2", 1, NOON, NOON, LATER)));

    assertThat(store().<Integer>write(tx -> tx.sessions().removeEnded(NOON))).isEqualTo(1);
    assertThat(store().<Optional<Sessions.Login>>read(tx -> tx.sessions().get("s2"))).isPresent();
    written(tx -> tx.sessions().remove("s2"));
    assertThat(store().<Optional<Sessions.Login>>read(tx -> tx.sessions().get("s2"))).isEmpty();
  }
}
