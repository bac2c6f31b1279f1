package io.plumbline.store.jdbc;

import io.plumbline.core.fact.Event;
import io.plumbline.store.EventFact;
import io.plumbline.store.FactLog;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of the table of events. */
final class EventRows {
  static final String SELECT =
      "SELECT profile, id, type, at, received, sent, source, properties, at_text FROM event";

  private static final String INSERT =
      "INSERT INTO event"
          + " (profile, id, seq, type, at, received, sent, source, properties, at_text)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final Comparator<Numbered> BY_PLACE =
      Comparator.comparingLong((Numbered row) -> row.event.profile())
          .thenComparing(row -> row.event.event().id());

  private final Session session;

  EventRows(Session session) {
    this.session = session;
  }

  /** Inserts the events that are new, numbered from one above a number, and tells which. */
  BitSet insert(List<EventFact> events, long below) {
    List<Numbered> rows = new ArrayList<>(events.size());
    Set<EventKey> seen = new HashSet<>(events.size() * 2);
    for (int i = 0; i < events.size(); i++) {
      EventFact event = events.get(i);
      if (seen.add(new EventKey(event.profile(), event.event().id()))) {
        rows.add(new Numbered(i, event));
      }
    }
    rows.sort(BY_PLACE);
    return session.dialect().countsBatches()
        ? insertCounting(rows, below)
        : insertUnknown(rows, below);
  }

  private BitSet insertCounting(List<Numbered> rows, long below) {
    BitSet appended = new BitSet();
    int[] counts =
        session.batch(INSERT + " ON CONFLICT DO NOTHING", rows, (p, row) -> bind(p, row, below));
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        appended.set(rows.get(i).index);
      }
    }
    return appended;
  }

  /** Looks first: the counts of a batch that the driver writes as one insert tell nothing. */
  private BitSet insertUnknown(List<Numbered> rows, long below) {
    Set<EventKey> known = new HashSet<>();
    session.each(
        "SELECT event.profile, event.id FROM event"
            + " JOIN unnest(?, ?) AS sought (profile, id)"
            + " ON event.profile = sought.profile AND event.id = sought.id",
        p ->
            p.numbersInOrder(rows.stream().mapToLong(row -> row.event.profile()).toArray())
                .texts(rows.stream().map(row -> row.event.event().id()).toList()),
        row -> known.add(new EventKey(row.number(), row.text())));
    List<Numbered> added =
        rows.stream()
            .filter(
                row -> !known.contains(new EventKey(row.event.profile(), row.event.event().id())))
            .toList();
    session.batch(INSERT, added, (p, row) -> bind(p, row, below));
    BitSet appended = new BitSet();
    added.forEach(row -> appended.set(row.index));
    return appended;
  }

  private void bind(Parameters p, Numbered row, long below) throws SQLException {
    EventFact fact = row.event;
    Event event = fact.event();
    p.number(fact.profile())
        .text(event.id())
        .number(below + 1 + row.index)
        .number(session.word(Words.Kind.EVENT_TYPE, event.type()))
        .instant(event.at())
        .instant(fact.received())
        .instant(fact.sent())
        .number(session.word(Words.Kind.SOURCE, fact.source()))
        .plainText(HeldValue.of(event.properties()))
        .unheld(event.at());
  }

  EventFact read(Row row) throws SQLException {
    long profile = row.number();
    String id = row.text();
    String type = session.word((int) row.number());
    Instant held = row.instant();
    Instant received = row.instant();
    Optional<Instant> sent = row.maybeInstant();
    String source = session.word((int) row.number());
    var properties = HeldValue.values(row.bytes());
    Instant at = row.maybeText().map(Instant::parse).orElse(held);
    return new EventFact(profile, new Event(id, type, at, properties), received, sent, source);
  }

  /** Events are clustered by id: those of one profile are put in the order received here. */
  void scan(long from, long to, Set<String> types, FactLog.Visitor visitor) {
    List<Sequenced> own = new ArrayList<>();
    List<Long> only = new ArrayList<>();
    for (String type : types) {
      Words.find(session, Words.Kind.EVENT_TYPE, type).ifPresent(number -> only.add((long) number));
    }
    if (!types.isEmpty() && only.isEmpty()) {
      return;
    }
    session.each(
        "SELECT profile, id, type, at, received, sent, source, properties, at_text, seq FROM event"
            + " WHERE profile BETWEEN ? AND ?"
            + (types.isEmpty() ? "" : " AND type = ANY(?)")
            + " ORDER BY profile",
        p -> {
          p.number(from).number(to);
          if (!types.isEmpty()) {
            p.numbers(only);
          }
        },
        row -> {
          Sequenced next = new Sequenced(read(row), row.number());
          if (!own.isEmpty() && own.get(0).event.profile() != next.event.profile()) {
            show(own, visitor);
          }
          own.add(next);
        });
    show(own, visitor);
  }

  private static void show(List<Sequenced> own, FactLog.Visitor visitor) {
    own.sort(Comparator.comparingLong(Sequenced::seq));
    own.forEach(row -> visitor.event(row.event));
    own.clear();
  }

  private record EventKey(long profile, String id) {}

  private record Numbered(int index, EventFact event) {}

  private record Sequenced(EventFact event, long seq) {}
}
