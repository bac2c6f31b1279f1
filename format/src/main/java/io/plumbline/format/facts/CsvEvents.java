package io.plumbline.format.facts;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import io.plumbline.core.population.EventRow;
import io.plumbline.core.population.EventSink;
import io.plumbline.core.population.LeadSink;
import io.plumbline.format.facts.Rejection.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the events of a chunk of CSV. */
final class CsvEvents {
  /** Stands for a blank type in the dictionary of types; codes of the sink are stored above it. */
  private static final int BLANK = 0;

  private final CsvRows rows;
  private final int width;
  private final Columns columns;
  private final Target target;
  private final TimeCells times;
  private final ByteDictionary types = new ByteDictionary();
  private final int[] places;
  private final ByteDictionary[] dictionaries;

  CsvEvents(CsvRows rows, int width, Columns columns, Target target) {
    this.rows = rows;
    this.width = width;
    this.columns = columns;
    this.target = target;
    times = new TimeCells(target.names().options().zone());
    places = columns.valuePlaces();
    dictionaries = CsvLeads.dictionaries(places.length);
  }

  void read(long chunk, ChunkLog log) {
    EventSink sink = target.intake().events(chunk);
    EventRow row = sink.row();
    Arrays.fill(row.codes, LeadSink.UNKNOWN);
    boolean properties = Arrays.stream(places).anyMatch(place -> place >= 0);
    long count = 0;
    while (rows.next()) {
      if (rows.isSound(width, log) && fill(sink, row, log)) {
        if (properties && sink.wantsProperties(row.type)) {
          fillProperties(sink, row);
        }
        sink.add();
        count++;
      }
    }
    log.rows = count;
  }

  private boolean fill(EventSink sink, EventRow row, ChunkLog log) {
    byte[] bytes = rows.bytes;
    int from = rows.starts[columns.id()];
    int to = rows.stops[columns.id()];
    if (CsvLeads.isBlank(bytes, from, to)) {
      rows.reject(log, Kind.NO_ID, "the row has no lead id");
      return false;
    }
    row.lead.set(bytes, from, to);
    int type = type(sink);
    if (type == BLANK) {
      rows.reject(log, Kind.NO_TYPE, "the row has no event type");
      return false;
    }
    row.type = type - 1;
    from = rows.starts[columns.time()];
    to = rows.stops[columns.time()];
    if (!times.read(bytes, from, to)) {
      rows.reject(log, Kind.BAD_TIME, badTime(ChunkLog.text(bytes, from, to)));
      return false;
    }
    row.epochSecond = times.epochSecond;
    row.nano = times.nano;
    fillId(row);
    return true;
  }

  private void fillId(EventRow row) {
    int place = columns.eventId();
    if (place < 0 || CsvLeads.isBlank(rows.bytes, rows.starts[place], rows.stops[place])) {
      row.id.clear();
    } else {
      row.id.set(rows.bytes, rows.starts[place], rows.stops[place]);
    }
  }

  /** The sink's code of the row's type plus one, or {@link #BLANK}. */
  private int type(EventSink sink) {
    int from = rows.starts[columns.type()];
    int to = rows.stops[columns.type()];
    int type = types.find(rows.bytes, from, to);
    if (type < 0) {
      String text = new String(rows.bytes, from, to - from, StandardCharsets.UTF_8);
      type = NormalText.isBlank(text) ? BLANK : sink.type(text) + 1;
      types.put(rows.bytes, from, to, type);
    }
    return type;
  }

  private void fillProperties(EventSink sink, EventRow row) {
    byte[] bytes = rows.bytes;
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        int from = rows.starts[places[i]];
        int to = rows.stops[places[i]];
        int code = dictionaries[i].find(bytes, from, to);
        row.codes[i] = code >= 0 ? code : newCode(sink, i, from, to);
      }
    }
  }

  private int newCode(EventSink sink, int column, int from, int to) {
    String text = new String(rows.bytes, from, to - from, StandardCharsets.UTF_8);
    int code = Value.ofText(text).map(value -> sink.code(column, value)).orElse(LeadSink.UNKNOWN);
    dictionaries[column].put(rows.bytes, from, to, code);
    return code;
  }

  /** The reason for a time that cannot be read. */
  static String badTime(String text) {
    if (text.isBlank()) {
      return "the row has no time";
    }
    return "the time cannot be read: " + Columns.shown(text);
  }
}
