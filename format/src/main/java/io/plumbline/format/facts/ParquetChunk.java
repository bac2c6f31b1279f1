package io.plumbline.format.facts;

import io.plumbline.core.population.EventRow;
import io.plumbline.core.population.EventSink;
import io.plumbline.core.population.LeadSink;
import io.plumbline.core.population.Slice;
import io.plumbline.format.facts.Rejection.Kind;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the leads or events of a row group. */
final class ParquetChunk {
  private final ParquetRows rows;
  private final Columns columns;
  private final Target target;
  private final ChunkLog log;

  ParquetChunk(ParquetRows rows, Columns columns, Target target, ChunkLog log) {
    this.rows = rows;
    this.columns = columns;
    this.target = target;
    this.log = log;
  }

  void readLeads(LeadSink sink) {
    Optional<ParquetColumn> ids = rows.column(columns.id());
    @Nullable ParquetColumn[] values = values();
    int[] codes = new int[values.length];
    Slice id = new Slice();
    while (rows.next()) {
      if (ids.isEmpty() || !ids.get().readId(id)) {
        reject(Kind.NO_ID, "the row has no id");
        continue;
      }
      for (int i = 0; i < values.length; i++) {
        int column = i;
        ParquetColumn cells = values[i];
        codes[i] = cells == null ? LeadSink.UNKNOWN : cells.code(value -> sink.code(column, value));
      }
      sink.add(id, rows.row(), codes);
      log.rows++;
    }
    log.lines = rows.row();
  }

  void readEvents(EventSink sink) {
    EventRow row = sink.row();
    Arrays.fill(row.codes, LeadSink.UNKNOWN);
    TimeCells times = new TimeCells(target.names().options().zone());
    Optional<ParquetColumn> ids = rows.column(columns.id());
    Optional<ParquetColumn> types = rows.column(columns.type());
    Optional<ParquetColumn> timeColumn = rows.column(columns.time());
    Optional<ParquetColumn> eventIds = rows.column(columns.eventId());
    @Nullable ParquetColumn[] values = values();
    while (rows.next()) {
      if (ids.isEmpty() || !ids.get().readId(row.lead)) {
        reject(Kind.NO_ID, "the row has no lead id");
        continue;
      }
      int type = types.isEmpty() ? 0 : type(sink, types.get());
      if (type == 0) {
        reject(Kind.NO_TYPE, "the row has no event type");
        continue;
      }
      if (timeColumn.isEmpty() || !timeColumn.get().readTime(times)) {
        rejectTime(timeColumn);
        continue;
      }
      row.type = type - 1;
      row.epochSecond = times.epochSecond;
      row.nano = times.nano;
      if (eventIds.isEmpty() || !eventIds.get().readId(row.id)) {
        row.id.clear();
      }
      if (values.length > 0 && sink.wantsProperties(row.type)) {
        fillProperties(sink, row, values);
      }
      sink.add();
      log.rows++;
    }
    log.lines = rows.row();
  }

  /** The sink's code of the row's type plus one, or 0 for a blank one. */
  private static int type(EventSink sink, ParquetColumn types) {
    return types.code(
        value -> {
          String text = Fields.text(value);
          return text.isEmpty() ? 0 : sink.type(text) + 1;
        });
  }

  private static void fillProperties(
      EventSink sink, EventRow row, @Nullable ParquetColumn[] values) {
    for (int i = 0; i < values.length; i++) {
      int column = i;
      ParquetColumn cells = values[i];
      if (cells != null) {
        row.codes[i] = cells.code(value -> sink.code(column, value));
      }
    }
  }

  private @Nullable ParquetColumn[] values() {
    int[] places = columns.valuePlaces();
    @Nullable ParquetColumn[] values = new ParquetColumn[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = rows.column(places[i]).orElse(null);
    }
    return values;
  }

  private void rejectTime(Optional<ParquetColumn> column) {
    String text = column.flatMap(ParquetColumn::value).map(Fields::text).orElse("");
    reject(Kind.BAD_TIME, CsvEvents.badTime(text));
  }

  private void reject(Kind kind, String reason) {
    StringBuilder text = new StringBuilder();
    describe(text, Names.LEAD_ID, columns.id());
    describe(text, Names.EVENT, columns.type());
    describe(text, Names.TIME, columns.time());
    describe(text, Names.EVENT_ID, columns.eventId());
    text.setLength(Math.min(text.length(), Limits.REJECTED_TEXT));
    log.reject(rows.row(), kind, reason, text.toString());
  }

  private void describe(StringBuilder text, String name, int place) {
    if (place >= 0) {
      String value = rows.column(place).flatMap(ParquetColumn::value).map(Fields::text).orElse("");
      text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
    }
  }
}
