package io.plumbline.server.webhook;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Score;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.server.webhook.AlertMachine.Step;
import io.plumbline.store.AlertState;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what a publication would send if it were told. Grades and bands have the ranks that they
 * would have after it.
 */
final class Preview implements NoticePreview {
  private static final int STATES_AT_ONCE = 1000;

  private final OutboxWriter writer;
  private final InstantSource clock;

  Preview(OutboxWriter writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public Count begin(Transaction tx, ScoringModel next) {
    return new Counting(tx, next);
  }

  /** One count, within one transaction. */
  private final class Counting implements Count {
    private final Transaction tx;
    private final Instant now = clock.instant();
    private final Map<MessageType, Integer> receivers = new HashMap<>();
    private final List<AlertGauge> gauges;
    private final Map<Long, Scores> crossing = new LinkedHashMap<>();
    private long messages;
    private long alerts;

    Counting(Transaction tx, ScoringModel next) {
      this.tx = tx;
      Subscriptions subscriptions = writer.subscriptions(tx);
      for (MessageType type : MessageType.values()) {
        receivers.put(type, subscriptions.wanting(type, next.id()).size());
      }
      gauges = subscriptions.gauges(next);
    }

    @Override
    public void add(long subject, Optional<Score> before, Optional<Score> after) {
      for (MessageType type : ChangeKinds.of(before, after)) {
        messages += receivers.getOrDefault(type, 0);
      }
      Scores scores = new Scores(before, after);
      if (gauges.stream().anyMatch(gauge -> crosses(gauge, scores))) {
        crossing.put(subject, scores);
        if (crossing.size() == STATES_AT_ONCE) {
          countAlerts();
        }
      }
    }

    @Override
    public Result result() {
      countAlerts();
      return new Result(messages, alerts);
    }

    /** Whether the threshold lies between both scores; most need no look at the store. */
    private static boolean crosses(AlertGauge gauge, Scores scores) {
      return scores.after().isPresent()
          && gauge.machine().isReached(gauge.height(scores.after()).orElse(gauge.absent()))
          && !gauge.machine().isReached(gauge.height(scores.before()).orElse(gauge.absent()));
    }

    private void countAlerts() {
      Map<Long, Map<Long, AlertState>> states = new HashMap<>();
      for (AlertState state : tx.alerts().states(crossing.keySet())) {
        states.computeIfAbsent(state.subject(), it -> new HashMap<>()).put(state.rule(), state);
      }
      crossing.forEach(
          (subject, scores) -> {
            for (AlertGauge gauge : gauges) {
              long rule = gauge.rule().key();
              AlertState state =
                  states
                      .getOrDefault(subject, Map.of())
                      .getOrDefault(rule, AlertState.armed(rule, subject));
              if (crosses(gauge, scores) && wouldBeTold(gauge, state, scores)) {
                alerts++;
                messages += receivers.getOrDefault(MessageType.ALERT_RAISED, 0);
              }
            }
          });
      crossing.clear();
    }

    private boolean wouldBeTold(AlertGauge gauge, AlertState state, Scores scores) {
      AlertMachine machine = gauge.machine();
      long before = gauge.height(scores.before()).orElse(gauge.absent());
      long after = gauge.height(scores.after()).orElse(gauge.absent());
      AlertState caughtUp = machine.follow(state, before, now).state();
      Step step = machine.observe(caughtUp, after, now);
      return step.raised().isPresent() || step.state().phase() == AlertState.Phase.STAYING;
    }
  }

  private record Scores(Optional<Score> before, Optional<Score> after) {}
}
