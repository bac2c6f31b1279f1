package io.plumbline.server.webhook;

import io.plumbline.core.score.Score;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.server.webhook.AlertMachine.Step;
import io.plumbline.server.webhook.KnownVersions.Known;
import io.plumbline.store.AlertState;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what a publication would send if it were told. Grades and bands have the ranks of the live
 * version, or of the latest one while none is live.
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
  public Count begin(Transaction tx, String model) {
    return new Counting(tx, model);
  }

  private Optional<Known> version(Transaction tx, String model) {
    List<Known> effective = writer.versions().effective(tx, model);
    return effective.isEmpty()
        ? tx.models().list(model, Optional.empty(), 1).stream()
            .findFirst()
            .map(ModelVersion::key)
            .flatMap(key -> writer.versions().find(tx, key))
        : Optional.of(effective.get(effective.size() - 1));
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

    Counting(Transaction tx, String model) {
      this.tx = tx;
      Subscriptions subscriptions = writer.subscriptions(tx);
      for (MessageType type : MessageType.values()) {
        receivers.put(type, subscriptions.wanting(type, model).size());
      }
      gauges = version(tx, model).map(subscriptions::gauges).orElse(List.of());
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
