package io.plumbline.format.model;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.model.ModelCase.Expectation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the file {@code cases.yaml} beside a model, with every error at its position. */
public final class CasesReader {
  private static final List<String> KEYS = List.of("case", "as_of", "lead", "events", "expect");
  private static final String A_TIME = "a time such as 2026-11-21T10:00:00Z";

  private final ScoringModel model;
  private final ExpectationReader expectations;
  private final Set<String> names = new HashSet<>();

  private CasesReader(ScoringModel model) {
    this.model = model;
    this.expectations = new ExpectationReader(model);
  }

  /**
   * The cases of a file, or all its errors.
   *
   * @param name what messages call the file
   * @param model that the cases are about
   */
  public static CasesReading read(String name, byte[] bytes, ScoringModel model) {
    Findings findings = new Findings();
    SourceText source = ModelReader.source(name, bytes, findings);
    Optional<Node> root = findings.isEmpty() ? YamlTree.read(source, findings) : Optional.empty();
    List<ModelCase> cases = new ArrayList<>();
    if (root.isPresent()) {
      Place place = new Place(root.get(), "", findings);
      CasesReader reader = new CasesReader(model);
      place
          .fields("a map with cases")
          .flatMap(it -> it.allow(List.of("cases")).require("cases", "the file"))
          .map(it -> it.items("a list of at least one case"))
          .orElse(List.of())
          .forEach(it -> reader.read(it).ifPresent(cases::add));
    }
    return new CasesReading(findings.isEmpty() ? cases : List.of(), findings.sorted(), source);
  }

  private Optional<ModelCase> read(Place place) {
    Optional<FieldMap> read = place.fields("a case").map(it -> it.allow(KEYS));
    if (read.isEmpty()) {
      return Optional.empty();
    }
    FieldMap map = read.get();
    String name = map.require("case", "a case").flatMap(this::name).orElse("");
    Instant asOf = map.require("as_of", "a case").flatMap(this::time).orElse(Instant.EPOCH);
    Subject subject = map.get("lead").map(this::subject).orElse(new Subject("case", Map.of()));
    List<Event> events = new ArrayList<>();
    if (map.get("events").isPresent()) {
      for (Place event : map.get("events").get().items("a list of at least one event")) {
        event(event).ifPresent(events::add);
      }
    }
    List<Expectation> expected =
        map.require("expect", "a case").map(expectations::read).orElse(List.of());
    Facts facts = new Facts(subject, events);
    return Optional.of(new ModelCase(name, place.position(), facts, asOf, expected));
  }

  private Optional<String> name(Place place) {
    Optional<String> name = place.text("a sentence");
    if (name.isPresent() && !names.add(name.get())) {
      place.error(
          "repeated-case", "the case " + Words.quoted(name.get()) + " again", "another name");
    }
    return name;
  }

  private Optional<Instant> time(Place place) {
    Optional<String> text = place.asWritten(A_TIME);
    Optional<Instant> time = text.flatMap(it -> IsoTime.instant(it, model.zone()));
    if (text.isPresent() && time.isEmpty()) {
      place.error("bad-time", Words.found(place.node()), A_TIME);
    }
    return time;
  }

  private Subject subject(Place place) {
    Map<String, Value> attributes = new HashMap<>();
    String id = "case";
    if (place.node() instanceof Node.Fields fields && fields.fields().isEmpty()) {
      return new Subject(id, attributes);
    }
    Optional<FieldMap> map = place.map("a map of attributes");
    for (FieldMap.Entry entry : map.map(FieldMap::entries).orElse(List.of())) {
      if (entry.key().equals(model.subject().idName())) {
        id = entry.value().label("an id").orElse(id);
      } else {
        CaseValue.value(entry.value()).ifPresent(it -> attributes.put(entry.key(), it));
      }
    }
    return new Subject(id, attributes);
  }

  private Optional<Event> event(Place place) {
    Optional<FieldMap> map = place.fields("an event with event and time");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    map.get().refuse(List.of("lead_id"), "in an event", "no id: all events are the lead's own");
    Optional<String> type =
        map.get().require("event", "an event").flatMap(it -> it.label("a type"));
    Optional<Instant> time = map.get().require("time", "an event").flatMap(this::time);
    String id = map.get().get("event_id").flatMap(it -> it.label("an event's id")).orElse("");
    Map<String, Value> properties = new HashMap<>();
    for (FieldMap.Entry entry : map.get().entries()) {
      if (!List.of("event", "time", "event_id", "lead_id").contains(entry.key())) {
        CaseValue.value(entry.value()).ifPresent(it -> properties.put(entry.key(), it));
      }
    }
    return type.isPresent() && time.isPresent()
        ? Optional.of(new Event(id, type.get(), time.get(), properties))
        : Optional.empty();
  }
}
