package io.plumbline.format.facts;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import io.plumbline.core.population.EventRow;
import io.plumbline.core.population.EventSink;
import io.plumbline.core.population.Intake;
import io.plumbline.core.population.LeadSink;
import io.plumbline.core.population.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** An intake that remembers what it was given, in the order of chunks. */
final class RecordingIntake implements Intake {
  record Lead(String id, Map<String, Value> attributes) {}

  record LeadPlace(long chunk, int line) {}

  record Event(String lead, String id, String type, Instant at, Map<String, Value> properties) {}

  private final List<String> attributes;
  private final List<String> properties;
  private final Map<Long, Leads> leads = new ConcurrentSkipListMap<>();
  private final Map<Long, Events> events = new ConcurrentSkipListMap<>();

  RecordingIntake(List<String> attributes, List<String> properties) {
    this.attributes = attributes;
    this.properties = properties;
  }

  List<Lead> leads() {
    return leads.values().stream().flatMap(sink -> sink.leads.stream()).toList();
  }

  List<LeadPlace> leadPlaces() {
    return leads.values().stream().flatMap(sink -> sink.places.stream()).toList();
  }

  List<Event> events() {
    return events.values().stream().flatMap(sink -> sink.events.stream()).toList();
  }

  @Override
  public List<String> attributes() {
    return attributes;
  }

  @Override
  public List<String> properties() {
    return properties;
  }

  @Override
  public LeadSink leads(long chunk) {
    Leads sink = new Leads(chunk, attributes);
    if (leads.put(chunk, sink) != null) {
      throw new IllegalStateException("chunk " + chunk + " twice");
    }
    return sink;
  }

  @Override
  public EventSink events(long chunk) {
    Events sink = new Events(properties);
    if (events.put(chunk, sink) != null) {
      throw new IllegalStateException("chunk " + chunk + " twice");
    }
    return sink;
  }

  private static Map<String, Value> known(
      List<String> names, List<List<Value>> values, int[] codes) {
    Map<String, Value> known = new TreeMap<>();
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] != LeadSink.UNKNOWN) {
        known.put(names.get(i), values.get(i).get(codes[i] - 1));
      }
    }
    return known;
  }

  private static List<List<Value>> lists(int count) {
    List<List<Value>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static final class Leads implements LeadSink {
    private final long chunk;
    private final List<String> names;
    private final List<List<Value>> values;
    private final List<Lead> leads = new ArrayList<>();
    private final List<LeadPlace> places = new ArrayList<>();

    Leads(long chunk, List<String> names) {
      this.chunk = chunk;
      this.names = names;
      values = lists(names.size());
    }

    @Override
    public int code(int column, Value value) {
      values.get(column).add(value);
      return values.get(column).size();
    }

    @Override
    public void add(Slice id, int line, int[] codes) {
      if (NormalText.isBlank(id.toString())) {
        throw new IllegalStateException("a blank id");
      }
      leads.add(new Lead(id.toString(), known(names, values, codes)));
      places.add(new LeadPlace(chunk, line));
    }
  }

  private static final class Events implements EventSink {
    private final List<String> names;
    private final List<List<Value>> values;
    private final List<String> types = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final EventRow row;

    Events(List<String> names) {
      this.names = names;
      values = lists(names.size());
      row = new EventRow(names.size());
    }

    @Override
    public int type(String type) {
      if (NormalText.isBlank(type)) {
        throw new IllegalStateException("a blank type");
      }
      types.add(type);
      return types.size() - 1;
    }

    @Override
    public boolean wantsProperties(int type) {
      return !types.get(type).startsWith("plain");
    }

    @Override
    public int code(int column, Value value) {
      values.get(column).add(value);
      return values.get(column).size();
    }

    @Override
    public EventRow row() {
      return row;
    }

    @Override
    public void add() {
      int[] codes = wantsProperties(row.type) ? row.codes : new int[names.size()];
      events.add(
          new Event(
              row.lead.toString(),
              row.id.toString(),
              types.get(row.type),
              Instant.ofEpochSecond(row.epochSecond, row.nano),
              known(names, values, codes)));
    }
  }
}
