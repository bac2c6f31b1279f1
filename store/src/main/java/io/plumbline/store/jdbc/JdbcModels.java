package io.plumbline.store.jdbc;

import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Pilot;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Models;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class JdbcModels implements Models {
  private static final String COLUMNS =
      "SELECT key, model, number, status, source, applies_to, author, note, revision, created,"
          + " published, retired, pilot_slice, pilot_until FROM model_version ";

  private final Session session;

  JdbcModels(Session session) {
    this.session = session;
  }

  @Override
  public List<String> ids() {
    return session.list(
        "SELECT DISTINCT model FROM model_version ORDER BY model", p -> {}, Row::text);
  }

  @Override
  public ModelVersion add(ModelVersion version) {
    long last =
        session
            .first(
                "SELECT COALESCE(MAX(number), 0) FROM model_version WHERE model = ?",
                p -> p.text(version.model()),
                Row::number)
            .orElse(0L);
    ModelVersion stored = version.stored(session.nextKey("model"), (int) last + 1);
    session.update(
        "INSERT INTO model_version (model, number, status, source, applies_to, author, note,"
            + " revision, created, published, retired, pilot_slice, pilot_until, key)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        p -> bind(p, stored));
    return stored;
  }

  @Override
  public void update(ModelVersion version) {
    int updated =
        session.update(
            "UPDATE model_version SET model = ?, number = ?, status = ?, source = ?,"
                + " applies_to = ?, author = ?, note = ?, revision = ?, created = ?,"
                + " published = ?, retired = ?, pilot_slice = ?, pilot_until = ? WHERE key = ?",
            p -> bind(p, version));
    if (updated == 0) {
      throw new IllegalArgumentException("there is no version with the key " + version.key());
    }
  }

  private static void bind(Parameters p, ModelVersion version) throws SQLException {
    p.text(version.model())
        .number(version.number())
        .text(version.status().name())
        .text(version.source())
        .text(version.appliesTo())
        .text(version.author())
        .text(version.note())
        .number(version.revision())
        .instant(version.created())
        .instant(version.published())
        .instant(version.retired())
        .text(version.pilot().map(Pilot::slice))
        .instant(version.pilot().map(Pilot::until))
        .number(version.key());
  }

  @Override
  public Optional<ModelVersion> get(long key) {
    return session.first(COLUMNS + "WHERE key = ?", p -> p.number(key), JdbcModels::version);
  }

  @Override
  public Optional<ModelVersion> get(String model, int number) {
    return session.first(
        COLUMNS + "WHERE model = ? AND number = ?",
        p -> p.text(model).number(number),
        JdbcModels::version);
  }

  @Override
  public List<ModelVersion> list(String model, Optional<Integer> before, int limit) {
    return session.list(
        COLUMNS + "WHERE model = ? AND number < ? ORDER BY number DESC LIMIT ?",
        p -> p.text(model).number(before.orElse(Integer.MAX_VALUE)).number(limit),
        JdbcModels::version);
  }

  @Override
  public List<Long> keys(String model) {
    return session.list(
        "SELECT key FROM model_version WHERE model = ? ORDER BY key",
        p -> p.text(model),
        Row::number);
  }

  @Override
  public List<ModelVersion> withStatus(Collection<Status> statuses) {
    return session.list(
        COLUMNS + "WHERE status = ANY(?) ORDER BY key",
        p -> p.texts(statuses.stream().map(Status::name).toList()),
        JdbcModels::version);
  }

  @Override
  public Map<Long, Status> statuses(Collection<Status> statuses) {
    Map<Long, Status> found = new HashMap<>();
    session.each(
        "SELECT key, status FROM model_version WHERE status = ANY(?)",
        p -> p.texts(statuses.stream().map(Status::name).toList()),
        row -> found.put(row.number(), Status.valueOf(row.text())));
    return found;
  }

  private static ModelVersion version(Row row) throws SQLException {
    return new ModelVersion(
        row.number(),
        row.text(),
        (int) row.number(),
        Status.valueOf(row.text()),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        (int) row.number(),
        row.instant(),
        row.maybeInstant(),
        row.maybeInstant(),
        pilot(row.maybeText(), row.maybeInstant()));
  }

  private static Optional<Pilot> pilot(Optional<String> slice, Optional<Instant> until) {
    return slice.flatMap(text -> until.map(end -> new Pilot(text, end)));
  }
}
