package io.plumbline.format.facts;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import io.plumbline.core.population.LeadSink;
import io.plumbline.core.population.Slice;
import io.plumbline.format.facts.Rejection.Kind;
import java.nio.charset.StandardCharsets;

/** Reads the leads of a chunk of CSV. */
final class CsvLeads {
  private final CsvRows rows;
  private final int width;
  private final Columns columns;
  private final Target target;

  CsvLeads(CsvRows rows, int width, Columns columns, Target target) {
    this.rows = rows;
    this.width = width;
    this.columns = columns;
    this.target = target;
  }

  void read(long chunk, ChunkLog log) {
    LeadSink sink = target.intake().leads(chunk);
    int[] places = columns.valuePlaces();
    int[] codes = new int[places.length];
    ByteDictionary[] dictionaries = dictionaries(places.length);
    Slice id = new Slice();
    long count = 0;
    while (rows.next()) {
      if (!rows.isSound(width, log)) {
        continue;
      }
      int from = rows.starts[columns.id()];
      int to = rows.stops[columns.id()];
      if (isBlank(rows.bytes, from, to)) {
        rows.reject(log, Kind.NO_ID, "the row has no id");
        continue;
      }
      for (int i = 0; i < places.length; i++) {
        codes[i] = places[i] < 0 ? LeadSink.UNKNOWN : code(sink, dictionaries[i], i, places[i]);
      }
      id.set(rows.bytes, from, to);
      sink.add(id, rows.line(), codes);
      count++;
    }
    log.rows = count;
  }

  private int code(LeadSink sink, ByteDictionary dictionary, int column, int place) {
    byte[] bytes = rows.bytes;
    int from = rows.starts[place];
    int to = rows.stops[place];
    int code = dictionary.find(bytes, from, to);
    if (code < 0) {
      String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      code = Value.ofText(text).map(value -> sink.code(column, value)).orElse(LeadSink.UNKNOWN);
      dictionary.put(bytes, from, to, code);
    }
    return code;
  }

  static ByteDictionary[] dictionaries(int count) {
    ByteDictionary[] dictionaries = new ByteDictionary[count];
    for (int i = 0; i < count; i++) {
      dictionaries[i] = new ByteDictionary();
    }
    return dictionaries;
  }

  static boolean isBlank(byte[] b, int from, int to) {
    if (from < to && b[from] > ' ') {
      return false;
    }
    return NormalText.isBlank(new String(b, from, to - from, StandardCharsets.UTF_8));
  }
}
