package io.plumbline.format.facts;

import io.plumbline.core.fact.DecimalText;
import io.plumbline.core.fact.Value;
import io.plumbline.core.population.EventRow;
import io.plumbline.core.population.EventSink;
import io.plumbline.core.population.LeadSink;
import io.plumbline.core.population.Slice;
import io.plumbline.format.facts.Rejection.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The named values of a row that are needed, gathered one by one and then given to a sink. Where a
 * name comes twice the later value counts. Not thread-safe.
 */
final class Fields {
  /** Says why a row cannot be read. */
  interface Rejecting {
    void reject(Kind kind, String reason);
  }

  /** What a field is for: an own field of the row, a column, or both. */
  private record Use(int own, int column) {}

  private static final int NONE = -1;
  private static final int TYPE = 0;
  private static final int TIME = 1;
  private static final int EVENT_ID = 2;
  private static final int FIRST_ID = 3;

  private final Map<String, Use> uses = new HashMap<>();
  private final @Nullable Value[] own;
  private final @Nullable Value[] values;
  private final int[] columnOfId;
  private final ValueDictionary[] dictionaries;
  private final Map<String, Integer> types = new HashMap<>();
  private final TimeCells times;
  private final Slice id = new Slice();
  private final int[] codes;

  Fields(Target target) {
    Names names = target.names();
    boolean events = target.events();
    List<String> ids = events ? names.eventLeadIds() : names.leadIds();
    List<String> wanted = events ? target.intake().properties() : target.intake().attributes();
    own = new Value[FIRST_ID + ids.size()];
    values = new Value[wanted.size()];
    codes = new int[wanted.size()];
    columnOfId = new int[ids.size()];
    dictionaries = new ValueDictionary[wanted.size()];
    times = new TimeCells(names.options().zone());
    for (int i = 0; i < wanted.size(); i++) {
      dictionaries[i] = new ValueDictionary();
      Optional<String> column =
          events ? names.property(wanted.get(i)) : names.attribute(wanted.get(i));
      if (column.isPresent()) {
        uses.put(column.get(), new Use(NONE, i));
      }
    }
    for (int i = ids.size() - 1; i >= 0; i--) {
      Use column = uses.getOrDefault(ids.get(i), new Use(NONE, NONE));
      columnOfId[i] = column.column;
      uses.put(ids.get(i), new Use(FIRST_ID + i, column.column));
    }
    if (events) {
      uses.put(names.own(Names.EVENT), new Use(TYPE, NONE));
      uses.put(names.own(Names.TIME), new Use(TIME, NONE));
      uses.put(names.own(Names.EVENT_ID), new Use(EVENT_ID, NONE));
    }
  }

  /** Begins a row. */
  void clear() {
    Arrays.fill(own, null);
    Arrays.fill(values, null);
  }

  /** Whether a field's value is needed. */
  boolean isNeeded(String name) {
    return uses.containsKey(name);
  }

  /** Takes the value of a needed field; empty where it is unknown. */
  void set(String name, Optional<Value> value) {
    Use use = uses.get(name);
    if (use == null) {
      return;
    }
    if (use.own >= 0) {
      own[use.own] = value.orElse(null);
    }
    if (use.column >= 0) {
      values[use.column] = value.orElse(null);
    }
  }

  /** Gives the row to the sink as a lead, or says why it is none. */
  boolean add(LeadSink sink, int line, Rejecting rejecting) {
    if (!takeId(rejecting, "the row has no id")) {
      return false;
    }
    for (int i = 0; i < codes.length; i++) {
      codes[i] = code(sink, i);
    }
    sink.add(id, line, codes);
    return true;
  }

  /** Gives the row to the sink as an event, or says why it is none. */
  boolean add(EventSink sink, Rejecting rejecting) {
    if (!takeId(rejecting, "the row has no lead id")) {
      return false;
    }
    String type = text(own[TYPE]);
    if (type.isEmpty()) {
      rejecting.reject(Kind.NO_TYPE, "the row has no event type");
      return false;
    }
    Value time = own[TIME];
    if (time == null || !times.read(time)) {
      rejecting.reject(Kind.BAD_TIME, CsvEvents.badTime(text(own[TIME])));
      return false;
    }
    EventRow row = sink.row();
    row.lead.set(id.bytes(), id.from(), id.to());
    row.id.set(text(own[EVENT_ID]));
    row.epochSecond = times.epochSecond;
    row.nano = times.nano;
    row.type = type(sink, type);
    if (sink.wantsProperties(row.type)) {
      for (int i = 0; i < values.length; i++) {
        row.codes[i] = code(sink, i);
      }
    }
    sink.add();
    return true;
  }

  private boolean takeId(Rejecting rejecting, String reason) {
    for (int i = 0; i < columnOfId.length; i++) {
      String text = text(own[FIRST_ID + i]);
      if (!text.isEmpty()) {
        id.set(text);
        if (columnOfId[i] >= 0) {
          values[columnOfId[i]] = null;
        }
        return true;
      }
    }
    rejecting.reject(Kind.NO_ID, reason);
    return false;
  }

  private int type(EventSink sink, String type) {
    Integer code = types.get(type);
    if (code == null) {
      code = sink.type(type);
      // Types at random must not fill the memory.
      if (types.size() < 1 << 12) {
        types.put(type, code);
      }
    }
    return code;
  }

  private int code(LeadSink sink, int column) {
    Value value = values[column];
    if (value == null) {
      return LeadSink.UNKNOWN;
    }
    int code = dictionaries[column].find(value);
    return code >= 0 ? code : kept(column, value, sink.code(column, value));
  }

  private int code(EventSink sink, int column) {
    Value value = values[column];
    if (value == null) {
      return LeadSink.UNKNOWN;
    }
    int code = dictionaries[column].find(value);
    return code >= 0 ? code : kept(column, value, sink.code(column, value));
  }

  private int kept(int column, Value value, int code) {
    dictionaries[column].put(value, code);
    return code;
  }

  /** A value as the text of an id or a type; empty where it is none. */
  static String text(@Nullable Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Decimal decimal) {
      return DecimalText.plain(decimal.number());
    }
    if (value instanceof Value.Bool bool) {
      return Boolean.toString(bool.truth());
    }
    if (value instanceof Value.Day day) {
      return day.date().toString();
    }
    return value instanceof Value.Moment moment ? moment.instant().toString() : "";
  }
}
