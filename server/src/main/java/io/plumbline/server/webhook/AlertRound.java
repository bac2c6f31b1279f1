package io.plumbline.server.webhook;

import io.plumbline.core.score.Score;
import io.plumbline.server.webhook.AlertMachine.Step;
import io.plumbline.server.webhook.KnownVersions.Known;
import io.plumbline.store.AlertRule;
import io.plumbline.store.AlertState;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Takes changes of scores through the alert rules, within one transaction. A rule sees the score
 * before a change as well: where a publication moved it without a word, its states follow.
 */
final class AlertRound {
  private final Transaction tx;
  private final Subscriptions subscriptions;
  private final Map<Place, AlertState> states = new HashMap<>();
  private final Set<Place> changed = new HashSet<>();

  private AlertRound(Transaction tx, Subscriptions subscriptions) {
    this.tx = tx;
    this.subscriptions = subscriptions;
  }

  /** A round that will look at changes of some subjects. */
  static AlertRound of(Transaction tx, Subscriptions subscriptions, Collection<Long> subjects) {
    AlertRound round = new AlertRound(tx, subscriptions);
    if (subscriptions.hasRules()) {
      tx.alerts().states(subjects).forEach(round::put);
    }
    return round;
  }

  /** An alert to be told. */
  record Raised(AlertRule rule, Score score, Instant at) {}

  /**
   * The alerts that a change raises.
   *
   * @param told whether alerts may be raised; states follow in any case
   */
  List<Raised> take(Known version, ScoreChange change, boolean told) {
    List<Raised> raised = new ArrayList<>();
    for (AlertGauge gauge : subscriptions.gauges(version)) {
      look(gauge, change, told).ifPresent(raised::add);
    }
    return raised;
  }

  private Optional<Raised> look(AlertGauge gauge, ScoreChange change, boolean told) {
    Place place = new Place(gauge.rule().key(), change.subject());
    AlertState state = states.getOrDefault(place, AlertState.armed(place.rule(), place.subject()));
    AlertMachine machine = gauge.machine();
    OptionalLong before = gauge.height(change.before());
    OptionalLong after = gauge.height(change.after());
    Step caughtUp = machine.follow(state, before.orElse(gauge.absent()), change.at());
    Step step =
        told && after.isPresent()
            ? machine.observe(caughtUp.state(), after.getAsLong(), change.at())
            : machine.follow(caughtUp.state(), after.orElse(gauge.absent()), change.at());
    if (!step.state().equals(state)) {
      put(step.state());
      changed.add(place);
    }
    // A stay that ended before this change is told with the score that has stayed.
    Optional<Raised> stayed =
        caughtUp
            .raised()
            .flatMap(at -> change.before().map(score -> new Raised(gauge.rule(), score, at)));
    return stayed.or(
        () ->
            step.raised()
                .flatMap(at -> change.after().map(score -> new Raised(gauge.rule(), score, at))));
  }

  /** Writes down where subjects stand now. */
  void save() {
    if (!changed.isEmpty()) {
      List<AlertState> rows = new ArrayList<>(changed.size());
      changed.forEach(place -> Optional.ofNullable(states.get(place)).ifPresent(rows::add));
      tx.alerts().putStates(rows);
    }
  }

  private void put(AlertState state) {
    states.put(new Place(state.rule(), state.subject()), state);
  }

  private record Place(long rule, long subject) {}
}
