package io.plumbline.server.webhook;

import io.plumbline.core.score.Score;
import io.plumbline.server.webhook.AlertMachine.Step;
import io.plumbline.server.webhook.KnownVersions.Known;
import io.plumbline.store.AlertState;
import io.plumbline.store.Outbox.Addressed;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Raises the alerts of those who have stayed beyond a threshold for as long as their rule says. */
final class AlertTimers {
  private static final int MOST_AT_ONCE = 500;

  private final Store store;
  private final OutboxWriter writer;

  AlertTimers(Store store, OutboxWriter writer) {
    this.store = store;
    this.writer = writer;
  }

  /** Looks after those whose time has come, and says how many they were. */
  int round(Instant now) {
    boolean due = store.read(tx -> !tx.alerts().due(now, 1).isEmpty());
    return due ? store.write(tx -> raise(tx, now)) : 0;
  }

  private int raise(Transaction tx, Instant now) {
    Subscriptions subscriptions = writer.subscriptions(tx);
    List<AlertState> due = tx.alerts().due(now, MOST_AT_ONCE);
    List<AlertState> states = new ArrayList<>();
    List<Addressed> messages = new ArrayList<>();
    for (AlertState state : due) {
      Optional<Standing> standing = standing(tx, subscriptions, state);
      Step step = step(state, standing, now);
      states.add(step.state());
      if (step.raised().isPresent() && standing.isPresent()) {
        Standing at = standing.get();
        var alert =
            new AlertRound.Raised(at.gauge().rule(), at.score(), step.raised().orElseThrow());
        writer
            .message(subscriptions, at.version(), state.subject(), alert)
            .ifPresent(messages::add);
      }
    }
    tx.alerts().putStates(states);
    if (!messages.isEmpty()) {
      tx.outbox().append(messages);
    }
    return due.size();
  }

  /** A subject that left without a word, or whose rule is no more, is told of no more. */
  private static Step step(AlertState state, Optional<Standing> standing, Instant now) {
    AlertState armed =
        new AlertState(
            state.rule(),
            state.subject(),
            AlertState.Phase.ARMED,
            Optional.empty(),
            Optional.empty(),
            state.raised());
    return standing
        .filter(Standing::isReached)
        .map(it -> it.gauge().machine().awaken(state, now))
        .orElse(new Step(armed, Optional.empty()));
  }

  private Optional<Standing> standing(
      Transaction tx, Subscriptions subscriptions, AlertState state) {
    return subscriptions
        .rule(state.rule())
        .flatMap(
            rule ->
                writer.versions().effective(tx, rule.model()).stream()
                    .flatMap(version -> standing(tx, subscriptions, state, version).stream())
                    .findFirst());
  }

  private static Optional<Standing> standing(
      Transaction tx, Subscriptions subscriptions, AlertState state, Known version) {
    Optional<Score> score =
        Optional.ofNullable(
            tx.scores().get(version.key(), Set.of(state.subject())).get(state.subject()));
    return score.flatMap(
        it ->
            subscriptions
                .gauge(state.rule(), version)
                .map(gauge -> new Standing(gauge, version, it)));
  }

  /** Where a subject stands now. */
  private record Standing(AlertGauge gauge, Known version, Score score) {
    boolean isReached() {
      OptionalLong height = gauge.height(Optional.of(score));
      return height.isPresent() && gauge.machine().isReached(height.getAsLong());
    }
  }
}
