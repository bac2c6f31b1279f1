package io.plumbline.store.jdbc;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.store.ScoreChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Scores and their changes as bytes: names of models, dimensions, rules, grades, cells and bands as
 * the numbers of {@link Words}, points as thousandths.
 */
final class ScoreBytes {
  private final Session session;

  ScoreBytes(Session session) {
    this.session = session;
  }

  byte[] of(Score score) {
    ByteWriter out = new ByteWriter();
    write(out, score);
    return out.toBytes();
  }

  Score score(byte[] bytes) {
    return score(new ByteReader(bytes));
  }

  private void write(ByteWriter out, Score score) {
    out.text(score.subject());
    word(out, score.model());
    out.instant(score.asOf());
    out.number(score.day().toEpochDay());
    out.unsigned(score.total().isPresent() ? 1 : 0);
    score.total().ifPresent(total -> out.number(total.thousandths()));
    out.unsigned(score.scores().size());
    for (Score.OfDimension dimension : score.scores()) {
      word(out, dimension.name());
      out.number(dimension.points().thousandths());
      word(out, dimension.grade());
    }
    word(out, score.cell());
    word(out, score.band());
    word(out, score.qualifiedBy());
    word(out, score.disqualifiedBy());
    out.number(score.coverage().thousandths());
  }

  private Score score(ByteReader in) {
    String subject = in.text();
    String model = word(in);
    Instant asOf = in.instant();
    LocalDate day = LocalDate.ofEpochDay(in.number());
    Optional<Points> total =
        in.unsigned() == 0 ? Optional.empty() : Optional.of(new Points(in.number()));
    int size = in.size();
    List<Score.OfDimension> dimensions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      dimensions.add(new Score.OfDimension(word(in), new Points(in.number()), word(in)));
    }
    return new Score(
        subject,
        model,
        asOf,
        day,
        total,
        dimensions,
        word(in),
        word(in),
        word(in),
        word(in),
        new Points(in.number()));
  }

  byte[] of(ScoreChange change) {
    ByteWriter out = new ByteWriter();
    out.instant(change.at());
    word(out, change.cause().kind().name());
    out.unsigned(change.cause().details().size());
    change.cause().details().forEach(out::text);
    maybe(out, change.before());
    maybe(out, change.after());
    out.unsigned(change.contributions().size());
    change
        .contributions()
        .forEach(
            (rule, points) -> {
              word(out, rule);
              out.number(points.thousandths());
            });
    return out.toBytes();
  }

  /** The change whose bytes stand under these keys. */
  ScoreChange change(long key, long subject, long version, OptionalLong run, byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    Instant at = in.instant();
    ScoreChange.Kind kind = ScoreChange.Kind.valueOf(word(in));
    int details = in.size();
    List<String> causes = new ArrayList<>(details);
    for (int i = 0; i < details; i++) {
      causes.add(in.text());
    }
    Optional<Score> before = maybe(in);
    Optional<Score> after = maybe(in);
    int rules = in.size();
    Map<String, Points> contributions = new HashMap<>();
    for (int i = 0; i < rules; i++) {
      contributions.put(word(in), new Points(in.number()));
    }
    return new ScoreChange(
        key,
        subject,
        version,
        at,
        new ScoreChange.Cause(kind, causes),
        before,
        after,
        contributions,
        run);
  }

  private void maybe(ByteWriter out, Optional<Score> score) {
    out.unsigned(score.isPresent() ? 1 : 0);
    score.ifPresent(known -> write(out, known));
  }

  private Optional<Score> maybe(ByteReader in) {
    return in.unsigned() == 0 ? Optional.empty() : Optional.of(score(in));
  }

  /** An empty text is number 0. */
  private void word(ByteWriter out, String text) {
    out.unsigned(text.isEmpty() ? 0 : session.word(Words.Kind.SCORE, text));
  }

  private String word(ByteReader in) {
    int number = in.size();
    return number == 0 ? "" : session.word(number);
  }
}
