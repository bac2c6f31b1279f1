package io.plumbline.store.contract;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.store.AttributeFact;
import io.plumbline.store.EventFact;
import io.plumbline.store.Reject;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Scores;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Facts and scores to put into a store. */
public final class Samples {
  private Samples() {}

  public static EventFact event(long profile, String id, String type, Instant at) {
    return new EventFact(
        profile,
        new Event(id, type, at, Map.of("amount", new Value.Decimal(new BigDecimal("12.5")))),
        OnStore.NOON,
        Optional.of(OnStore.NOON.minusMillis(3)),
        "key:site");
  }

  public static AttributeFact attribute(long profile, String name, String value, Instant at) {
    return new AttributeFact(profile, name, Value.ofText(value), at, OnStore.NOON);
  }

  public static Score score(String subject, String cell, long total) {
    Instant asOf = OnStore.NOON;
    return new Score(
        subject,
        "b2b",
        asOf,
        LocalDate.ofInstant(asOf, ZoneOffset.UTC),
        Optional.of(Points.of(total)),
        List.of(
            new Score.OfDimension("fit", new Points(40_500), "A"),
            new Score.OfDimension("engagement", Points.of(-3), "")),
        cell,
        "hot",
        "",
        "competitor",
        new Points(66_667));
  }

  public static Scores.Row row(long version, long subject, String cell) {
    return new Scores.Row(version, subject, score("lead-" + subject, cell, subject));
  }

  public static ScoreChange change(long subject, long total) {
    return new ScoreChange(
        0,
        subject,
        1,
        OnStore.NOON.plusSeconds(total),
        new ScoreChange.Cause(ScoreChange.Kind.EVENT, List.of("e" + total, "\u0000")),
        Optional.of(score("lead", "B2", total - 1)),
        Optional.of(score("lead", "A1", total)),
        Map.of("demo", Points.of(20), "news", new Points(1_500)),
        OptionalLong.empty());
  }

  public static ScoreChange hidden(long run, ScoreChange change) {
    return new ScoreChange(
        0,
        change.subject(),
        change.version(),
        change.at(),
        change.cause(),
        change.before(),
        change.after(),
        change.contributions(),
        OptionalLong.of(run));
  }

  public static Reject reject(String code) {
    return new Reject(
        0,
        OnStore.NOON,
        "key:site",
        code,
        "the id is missing",
        "{\"a\":\"\u0000\uD800\"}\u0000",
        Optional.empty());
  }
}
