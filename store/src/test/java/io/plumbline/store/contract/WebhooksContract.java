package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.AlertRule;
import io.plumbline.store.AlertState;
import io.plumbline.store.AlertState.Phase;
import io.plumbline.store.Endpoint;
import io.plumbline.store.Endpoint.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

interface WebhooksContract extends OnStore {
  private static Endpoint endpoint(String url) {
    return new Endpoint(
        0,
        url,
        Set.of("score.changed", "band.changed"),
        Set.of("b2b"),
        true,
        "",
        false,
        List.of(
            new Secret("sealed two", NOON.plusSeconds(5), Optional.empty()),
            new Secret("sealed one", NOON, Optional.of(NOON.plusSeconds(9)))),
        NOON);
  }

  private static AlertRule rule(String name) {
    return new AlertRule(
        0,
        name,
        "b2b",
        AlertRule.On.GRADE,
        "fit",
        AlertRule.Direction.FALLS_TO,
        "B",
        "A",
        Duration.ofMinutes(3),
        Duration.ofDays(2),
        true,
        NOON);
  }

  private static AlertState state(long rule, long subject, Instant due) {
    return new AlertState(
        rule,
        subject,
        Phase.STAYING,
        Optional.of(NOON),
        Optional.of(due),
        Optional.of(NOON.minusSeconds(1)));
  }

  @Test
  default void endpoint_added_isThereWithItsSecretsInOrder() {
    Endpoint added = store().write(tx -> tx.webhooks().add(endpoint("https://a.example/")));
    Endpoint other = store().write(tx -> tx.webhooks().add(endpoint("https://b.example/")));

    assertThat(added).isEqualTo(endpoint("https://a.example/").stored(added.key()));
    assertThat(store().<Optional<Endpoint>>read(tx -> tx.webhooks().get(added.key())))
        .hasValue(added);
    assertThat(store().<List<Endpoint>>read(tx -> tx.webhooks().list()))
        .containsExactly(added, other);
  }

  @Test
  default void endpoint_updatedAndRemoved_isSo() {
    Endpoint added = store().write(tx -> tx.webhooks().add(endpoint("https://a.example/")));
    Endpoint changed = added.disabled("gone").withSecrets(added.secrets().subList(0, 1));

    written(tx -> tx.webhooks().update(changed));
    assertThat(store().<List<Endpoint>>read(tx -> tx.webhooks().list())).containsExactly(changed);
    written(tx -> tx.webhooks().remove(added.key()));
    assertThat(store().<List<Endpoint>>read(tx -> tx.webhooks().list())).isEmpty();
  }

  @Test
  default void revision_changesWithEndpointsAndRules_andWithNothingElse() {
    long empty = store().read(tx -> tx.webhooks().revision());
    Endpoint added = store().write(tx -> tx.webhooks().add(endpoint("https://a.example/")));
    long one = store().read(tx -> tx.webhooks().revision());
    written(tx -> tx.webhooks().update(added.disabled("")));
    long two = store().read(tx -> tx.webhooks().revision());
    AlertRule rule = store().write(tx -> tx.alerts().add(rule("hot")));
    long three = store().read(tx -> tx.webhooks().revision());
    written(tx -> tx.alerts().putStates(List.of(state(rule.key(), 1, NOON))));
    long same = store().read(tx -> tx.webhooks().revision());
    written(tx -> tx.alerts().remove(rule.key()));
    long four = store().read(tx -> tx.webhooks().revision());

    assertThat(List.of(empty, one, two, three, four)).doesNotHaveDuplicates();
    assertThat(same).isEqualTo(three);
  }

  @Test
  default void rule_addedUpdatedAndRemoved_isSo() {
    AlertRule added = store().write(tx -> tx.alerts().add(rule("hot")));
    AlertRule renamed = rule("hotter").stored(added.key());

    assertThat(store().<Optional<AlertRule>>read(tx -> tx.alerts().get(added.key())))
        .hasValue(rule("hot").stored(added.key()));
    written(tx -> tx.alerts().update(renamed));
    assertThat(store().<List<AlertRule>>read(tx -> tx.alerts().list())).containsExactly(renamed);
    written(tx -> tx.alerts().remove(added.key()));
    assertThat(store().<List<AlertRule>>read(tx -> tx.alerts().list())).isEmpty();
  }

  @Test
  default void states_ofSubjects_leaveOutThoseWhoAreArmedAndWereNeverToldOf() {
    AlertState first = state(1, 7, NOON);
    AlertState second = state(2, 7, NOON);
    written(tx -> tx.alerts().putStates(List.of(first, second, state(1, 8, NOON))));
    written(tx -> tx.alerts().putStates(List.of(AlertState.armed(2, 7))));

    assertThat(store().<List<AlertState>>read(tx -> tx.alerts().states(List.of(7L, 9L))))
        .containsExactly(first);
  }

  @Test
  default void due_states_areThoseWhoseInstantHasCome() {
    AlertState late = state(1, 1, NOON.plusNanos(1));
    AlertState early = state(1, 2, NOON.minusSeconds(3));
    AlertState now = state(2, 1, NOON);
    written(tx -> tx.alerts().putStates(List.of(late, now, early)));

    assertThat(store().<List<AlertState>>read(tx -> tx.alerts().due(NOON, 9)))
        .containsExactly(early, now);
    assertThat(store().<List<AlertState>>read(tx -> tx.alerts().due(NOON, 1)))
        .containsExactly(early);
  }

  @Test
  default void removeStates_ofARule_leavesThoseOfOthers() {
    AlertState other = state(2, 1, NOON);
    written(
        tx ->
            tx.alerts()
                .putStates(
                    List.of(state(1, 1, NOON), state(1, 2, NOON), state(1, 3, NOON), other)));

    assertThat(store().<Integer>write(tx -> tx.alerts().removeStates(1, 2))).isEqualTo(2);
    assertThat(store().<Integer>write(tx -> tx.alerts().removeStates(1, 2))).isEqualTo(1);
    assertThat(store().<List<AlertState>>read(tx -> tx.alerts().states(List.of(1L, 2L, 3L))))
        .containsExactly(other);
  }
}
