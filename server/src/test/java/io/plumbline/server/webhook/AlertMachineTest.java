package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.AlertState;
import io.plumbline.store.AlertState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Alert rules: the states of one subject, and their law. */
final class AlertMachineTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private static Instant minute(long minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static AlertMachine machine(long stayMinutes, long coolDownMinutes) {
    return new AlertMachine(
        50, 40, Duration.ofMinutes(stayMinutes), Duration.ofMinutes(coolDownMinutes));
  }

  @Test
  void subject_thatHoversAtTheThreshold_isToldOnce() {
    AlertMachine machine = machine(0, 0);

    assertThat(alerts(machine, 49, 50, 49, 51, 41, 55)).containsExactly(1L);
  }

  @Test
  void subject_thatWentBackToTheRearmPoint_isToldAgain() {
    AlertMachine machine = machine(0, 0);

    assertThat(alerts(machine, 50, 40, 50)).containsExactly(0L, 2L);
  }

  @Test
  void subject_thatLeavesBeforeItsStayEnds_isNotTold() {
    AlertMachine machine = machine(3, 0);

    assertThat(alerts(machine, 60, 60, 49, 60, 60)).isEmpty();
  }

  @Test
  void subject_thatStayed_isToldOfTheInstantAtWhichTheStayEnded() {
    AlertMachine machine = machine(3, 0);

    assertThat(alerts(machine, 60, 70, 60, 60, 0)).containsExactly(3L);
  }

  @Test
  void subject_thatCrossesAgainWhileCooling_isNotTold() {
    AlertMachine machine = machine(0, 10);

    assertThat(alerts(machine, 60, 0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 60)).containsExactly(0L, 11L);
  }

  @Test
  void subject_thatAPublicationLiftedWithoutAWord_isNotToldOfItLater() {
    AlertMachine machine = machine(0, 0);
    AlertState lifted = machine.follow(AlertState.armed(1, 1), 60, minute(0)).state();

    assertThat(lifted.phase()).isEqualTo(Phase.DISARMED);
    assertThat(machine.observe(lifted, 70, minute(1)).raised()).isEmpty();
  }

  /** One height a minute; gives the minutes of the alerts. */
  private static List<Long> alerts(AlertMachine machine, long... heights) {
    List<Long> minutes = new ArrayList<>();
    AlertState state = AlertState.armed(1, 1);
    for (int i = 0; i < heights.length; i++) {
      AlertMachine.Step step = machine.observe(state, heights[i], minute(i));
      step.raised().ifPresent(at -> minutes.add(Duration.between(START, at).toMinutes()));
      state = step.state();
    }
    return minutes;
  }

  @Test
  void walks_agreeWithAMachineThatLooksEveryMinute() {
    long raised = 0;
    for (long seed = 1; seed <= 3000; seed++) {
      Random random = new Random(seed);
      long threshold = random.nextInt(5, 16);
      AlertMachine machine =
          new AlertMachine(
              threshold,
              threshold - random.nextInt(1, 6),
              Duration.ofMinutes(random.nextBoolean() ? 0 : random.nextInt(1, 30)),
              Duration.ofMinutes(random.nextBoolean() ? 0 : random.nextInt(1, 60)));
      List<Seen> walk = walk(random);

      List<Long> told = byEvents(machine, walk, random);

      assertThat(told).as("seed %d, %s", seed, machine).isEqualTo(byMinutes(machine, walk));
      raised += told.size();
    }
    assertThat(raised).isGreaterThan(3000);
  }

  private record Seen(long minute, long height, boolean told) {}

  private static List<Seen> walk(Random random) {
    List<Seen> walk = new ArrayList<>();
    long height = random.nextInt(20);
    long minute = 0;
    for (int i = 0; i < 60; i++) {
      minute += random.nextInt(1, 12);
      height = Math.max(0, height + random.nextInt(-5, 6));
      walk.add(new Seen(minute, height, random.nextInt(6) > 0));
    }
    return walk;
  }

  /** As the server does it: at each change, and whenever it happens to look after timers. */
  private static List<Long> byEvents(AlertMachine machine, List<Seen> walk, Random random) {
    List<Long> alerts = new ArrayList<>();
    AlertState state = AlertState.armed(1, 1);
    for (Seen seen : walk) {
      if (random.nextInt(3) == 0) {
        AlertMachine.Step step = machine.awaken(state, minute(seen.minute()));
        step.raised().ifPresent(at -> alerts.add(Duration.between(START, at).toMinutes()));
        state = step.state();
      }
      AlertMachine.Step step =
          seen.told()
              ? machine.observe(state, seen.height(), minute(seen.minute()))
              : machine.follow(state, seen.height(), minute(seen.minute()));
      step.raised().ifPresent(at -> alerts.add(Duration.between(START, at).toMinutes()));
      state = step.state();
    }
    return alerts;
  }

  /** The naive way: looks at every minute, with what is known in it. */
  private static List<Long> byMinutes(AlertMachine machine, List<Seen> walk) {
    List<Long> alerts = new ArrayList<>();
    boolean armed = true;
    OptionalLong since = OptionalLong.empty();
    long last = walk.get(walk.size() - 1).minute();
    int next = 0;
    for (long minute = 0; minute <= last; minute++) {
      if (since.isPresent() && minute - since.getAsLong() >= machine.stay().toMinutes()) {
        armed = false;
        since = OptionalLong.empty();
        tell(machine, alerts, minute);
      }
      Seen seen = walk.get(next);
      if (seen.minute() == minute) {
        next++;
        if (seen.height() < machine.threshold()) {
          since = OptionalLong.empty();
          armed |= seen.height() <= machine.rearm();
        } else if (armed && since.isEmpty() && !seen.told()) {
          armed = false;
        } else if (armed && since.isEmpty() && machine.stay().isZero()) {
          armed = false;
          tell(machine, alerts, minute);
        } else if (armed && since.isEmpty()) {
          since = OptionalLong.of(minute);
        }
      }
    }
    return alerts;
  }

  private static void tell(AlertMachine machine, List<Long> alerts, long minute) {
    boolean cooling =
        !alerts.isEmpty()
            && minute < alerts.get(alerts.size() - 1) + machine.coolDown().toMinutes();
    if (!cooling) {
      alerts.add(minute);
    }
  }
}
