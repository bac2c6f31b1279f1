package io.plumbline.store.jdbc;

import io.plumbline.store.AlertRule;
import io.plumbline.store.AlertState;
import io.plumbline.store.AlertState.Phase;
import io.plumbline.store.Alerts;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

final class JdbcAlerts implements Alerts {
  private static final String RULES =
      "SELECT key, name, model, looks_at, part, direction, threshold, rearm, stay, cool_down,"
          + " enabled, created FROM alert_rule ";
  private static final String STATES =
      "SELECT rule, subject, phase, since, due, raised FROM alert_state ";

  /** Phases are held by their place. */
  private static final List<Phase> PHASES = List.of(Phase.ARMED, Phase.STAYING, Phase.DISARMED);

  private final Session session;

  JdbcAlerts(Session session) {
    this.session = session;
  }

  @Override
  public AlertRule add(AlertRule rule) {
    AlertRule stored = rule.stored(session.nextKey("alert_rule"));
    update(stored);
    return stored;
  }

  @Override
  public void update(AlertRule rule) {
    session.nextKey(JdbcWebhooks.REVISION);
    session.update(
        "INSERT INTO alert_rule (key, name, model, looks_at, part, direction, threshold, rearm,"
            + " stay, cool_down, enabled, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (key) DO UPDATE SET name = excluded.name, model = excluded.model,"
            + " looks_at = excluded.looks_at, part = excluded.part,"
            + " direction = excluded.direction, threshold = excluded.threshold,"
            + " rearm = excluded.rearm, stay = excluded.stay, cool_down = excluded.cool_down,"
            + " enabled = excluded.enabled, created = excluded.created",
        p ->
            p.number(rule.key())
                .text(rule.name())
                .text(rule.model())
                .text(rule.on().name())
                .text(rule.part())
                .text(rule.direction().name())
                .text(rule.threshold())
                .text(rule.rearm())
                .number(rule.stay().toMillis())
                .number(rule.coolDown().toMillis())
                .flag(rule.enabled())
                .instant(rule.created()));
  }

  @Override
  public void remove(long key) {
    session.nextKey(JdbcWebhooks.REVISION);
    session.update("DELETE FROM alert_rule WHERE key = ?", p -> p.number(key));
  }

  @Override
  public Optional<AlertRule> get(long key) {
    return session.first(RULES + "WHERE key = ?", p -> p.number(key), JdbcAlerts::rule);
  }

  @Override
  public List<AlertRule> list() {
    return session.list(RULES + "ORDER BY key", p -> {}, JdbcAlerts::rule);
  }

  private static AlertRule rule(Row row) throws SQLException {
    return new AlertRule(
        row.number(),
        row.text(),
        row.text(),
        AlertRule.On.valueOf(row.text()),
        row.text(),
        AlertRule.Direction.valueOf(row.text()),
        row.text(),
        row.text(),
        Duration.ofMillis(row.number()),
        Duration.ofMillis(row.number()),
        row.flag(),
        row.instant());
  }

  @Override
  public List<AlertState> states(Collection<Long> subjects) {
    return session.list(
        STATES + "WHERE subject = ANY(?)", p -> p.numbers(subjects), JdbcAlerts::state);
  }

  private static AlertState state(Row row) throws SQLException {
    return new AlertState(
        row.number(),
        row.number(),
        PHASES.get(Math.toIntExact(row.number())),
        row.maybeInstant(),
        row.maybeInstant(),
        row.maybeInstant());
  }

  @Override
  public void putStates(List<AlertState> states) {
    List<AlertState> plain = new ArrayList<>();
    List<AlertState> kept = new ArrayList<>();
    for (AlertState state : states) {
      boolean isPlain = state.equals(AlertState.armed(state.rule(), state.subject()));
      (isPlain ? plain : kept).add(state);
    }
    session.batch(
        "DELETE FROM alert_state WHERE subject = ? AND rule = ?",
        plain,
        (p, state) -> p.number(state.subject()).number(state.rule()));
    session.batch(
        "INSERT INTO alert_state (rule, subject, phase, since, due, raised)"
            + " VALUES (?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (subject, rule) DO UPDATE SET phase = excluded.phase,"
            + " since = excluded.since, due = excluded.due, raised = excluded.raised",
        kept,
        (p, state) ->
            p.number(state.rule())
                .number(state.subject())
                .number(PHASES.indexOf(state.phase()))
                .instant(state.since())
                .instant(state.due())
                .instant(state.raised()));
  }

  @Override
  public List<AlertState> due(Instant now, int limit) {
    return session.list(
        STATES + "WHERE due <= ? ORDER BY due, subject, rule LIMIT ?",
        p -> p.instant(now).number(limit),
        JdbcAlerts::state);
  }

  @Override
  public int removeStates(long rule, int limit) {
    List<Long> subjects =
        session.list(
            "SELECT subject FROM alert_state WHERE rule = ? LIMIT ?",
            p -> p.number(rule).number(limit),
            Row::number);
    return session.update(
        "DELETE FROM alert_state WHERE rule = ? AND subject = ANY(?)",
        p -> p.number(rule).numbers(subjects));
  }
}
