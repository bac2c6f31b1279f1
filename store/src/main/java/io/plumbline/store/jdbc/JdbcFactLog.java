package io.plumbline.store.jdbc;

import io.plumbline.core.fact.Value;
import io.plumbline.store.AttributeFact;
import io.plumbline.store.EventFact;
import io.plumbline.store.FactLog;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class JdbcFactLog implements FactLog {
  private static final String SEQUENCE = "fact";
  private static final String COUNT = "event";

  private static final int ASKED_AT_ONCE = 100;
  private static final String KNOWN =
      "WITH asked (profile, id) AS (VALUES "
          + String.join(", ", Collections.nCopies(ASKED_AT_ONCE, "(?, ?)"))
          + ") SELECT event.profile, event.id FROM asked"
          + " JOIN event ON event.profile = asked.profile AND event.id = asked.id";

  private static final String FIRST_RECEIVED =
      " AND NOT EXISTS (SELECT 1 FROM event earlier WHERE earlier.profile = ANY(?)"
          + " AND earlier.id = event.id AND earlier.seq < event.seq)";

  private final Session session;
  private final EventRows rows;

  JdbcFactLog(Session session) {
    this.session = session;
    rows = new EventRows(session);
  }

  @Override
  public BitSet appendEvents(List<EventFact> events) {
    BitSet appended = rows.insert(events, session.raise(SEQUENCE, events.size()) - events.size());
    session.raise(COUNT, appended.cardinality());
    return appended;
  }

  @Override
  public void appendAttributes(List<AttributeFact> attributes) {
    session.batch(
        "INSERT INTO attribute (profile, seq, name, value, at, received, at_text)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        attributes,
        (p, fact) ->
            p.number(fact.profile())
                .number(session.nextKey(SEQUENCE))
                .text(fact.name())
                .text(fact.value().map(HeldValue::of))
                .instant(fact.at())
                .instant(fact.received())
                .unheld(fact.at()));
  }

  @Override
  public Set<String> known(Collection<Long> profiles, Collection<String> ids) {
    return new HashSet<>(
        session.list(
            "SELECT id FROM event WHERE profile = ANY(?) AND id = ANY(?)",
            p -> p.numbers(profiles).texts(ids),
            Row::text));
  }

  @Override
  public Map<Long, Set<String>> known(Map<Long, Set<String>> ids) {
    List<AskedId> asked = new ArrayList<>();
    ids.forEach((profile, own) -> own.forEach(id -> asked.add(new AskedId(profile, id))));
    Map<Long, Set<String>> known = new HashMap<>();
    for (int from = 0; from < asked.size(); from += ASKED_AT_ONCE) {
      List<AskedId> some = asked.subList(from, Math.min(asked.size(), from + ASKED_AT_ONCE));
      session.each(
          KNOWN,
          p -> {
            // The last is asked again until the statement is full, which is the same each time.
            for (int i = 0; i < ASKED_AT_ONCE; i++) {
              AskedId one = some.get(Math.min(i, some.size() - 1));
              p.number(one.profile()).text(one.id());
            }
          },
          row -> known.computeIfAbsent(row.number(), profile -> new HashSet<>()).add(row.text()));
    }
    return known;
  }

  private record AskedId(long profile, String id) {}

  @Override
  public List<EventFact> events(Collection<Long> profiles, Instant upTo) {
    List<EventFact> events = new ArrayList<>();
    session.each(
        EventRows.SELECT + " WHERE profile = ANY(?) AND at <= ? ORDER BY seq",
        p -> p.numbers(profiles).instant(upTo),
        row -> {
          EventFact event = rows.read(row);
          if (!event.event().at().isAfter(upTo)) {
            events.add(event);
          }
        });
    return events;
  }

  @Override
  public List<EventFact> timeline(Collection<Long> profiles, Optional<Place> before, int limit) {
    return session.list(
        EventRows.SELECT
            + " WHERE profile = ANY(?)"
            + (before.isPresent() ? " AND (at, id) < (?, ?)" : "")
            + (profiles.size() > 1 ? FIRST_RECEIVED : "")
            + " ORDER BY at DESC, id DESC LIMIT ?",
        p -> {
          p.numbers(profiles);
          if (before.isPresent()) {
            p.instant(before.get().at()).text(before.get().id());
          }
          if (profiles.size() > 1) {
            p.numbers(profiles);
          }
          p.number(limit);
        },
        rows::read);
  }

  @Override
  public List<AttributeFact> attributes(Collection<Long> profiles, Instant upTo) {
    List<AttributeFact> facts = new ArrayList<>();
    session.each(
        "SELECT profile, name, value, at, received, at_text FROM attribute"
            + " WHERE profile = ANY(?) AND at <= ? ORDER BY seq",
        p -> p.numbers(profiles).instant(upTo),
        row -> {
          AttributeFact fact = attribute(row);
          if (!fact.at().isAfter(upTo)) {
            facts.add(fact);
          }
        });
    // Sorted here, where also instants that a column cannot hold are exact.
    facts.sort(Comparator.comparing(AttributeFact::at));
    return facts;
  }

  private static AttributeFact attribute(Row row) throws SQLException {
    long profile = row.number();
    String name = row.text();
    Optional<Value> value = row.maybeText().flatMap(HeldValue::value);
    Instant held = row.instant();
    Instant received = row.instant();
    return new AttributeFact(
        profile, name, value, row.maybeText().map(Instant::parse).orElse(held), received);
  }

  @Override
  public void scanEvents(long fromProfile, long toProfile, Set<String> types, Visitor visitor) {
    rows.scan(fromProfile, toProfile, types, visitor);
  }

  @Override
  public long eventCount() {
    return session.lastKey(COUNT);
  }

  @Override
  public Set<String> types() {
    return Set.copyOf(Words.all(session, Words.Kind.EVENT_TYPE));
  }
}
