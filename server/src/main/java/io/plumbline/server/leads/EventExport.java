package io.plumbline.server.leads;

import io.plumbline.format.json.ValueJson;
import io.plumbline.store.EventFact;
import io.plumbline.store.Profile;
import io.plumbline.store.Store;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes all events, those of some profiles at a time, each on a line of its own. */
public final class EventExport {
  private static final int MOST_PROFILES = 1000;

  /** How much is in memory at once, about: what comes next is as much larger or smaller. */
  static final int CHUNK_BYTES = 1 << 20;

  private final Store store;

  public EventExport(Store store) {
    this.store = store;
  }

  void write(List<String> types, HttpServletResponse response) throws IOException {
    response.setContentType("application/x-ndjson");
    response.setHeader("Content-Disposition", "attachment; filename=\"events.ndjson\"");
    write(types, response.getOutputStream());
  }

  void write(List<String> types, OutputStream out) throws IOException {
    Set<String> wanted = new HashSet<>();
    types.forEach(text -> wanted.addAll(QueryWords.words(text)));
    long after = 0;
    int most = 1;
    while (true) {
      Chunk chunk = chunk(after, most, wanted);
      chunk.lines().writeTo(out);
      if (chunk.profiles() < most) {
        return;
      }
      after = chunk.last();
      boolean isSmall = chunk.lines().size() < CHUNK_BYTES;
      most = isSmall ? Math.min(2 * most, MOST_PROFILES) : Math.max(1, most / 2);
    }
  }

  private record Chunk(int profiles, long last, ByteArrayOutputStream lines) {}

  private Chunk chunk(long after, int most, Set<String> types) {
    return store.read(
        tx -> {
          List<Profile> profiles = tx.profiles().after(after, most);
          ByteArrayOutputStream lines = new ByteArrayOutputStream();
          if (profiles.isEmpty()) {
            return new Chunk(0, after, lines);
          }
          Map<Long, String> names = new HashMap<>();
          Map<Long, Long> subjects = new HashMap<>();
          profiles.forEach(profile -> subjects.put(profile.key(), profile.subject()));
          tx.profiles()
              .ofSubjects(new HashSet<>(subjects.values()))
              .forEach((key, all) -> names.put(key, all.get(0).identifier().subjectId()));
          long last = profiles.get(profiles.size() - 1).key();
          try (JsonGenerator json =
              ValueJson.FACTORY.createGenerator(ObjectWriteContext.empty(), lines)) {
            tx.facts()
                .scanEvents(
                    profiles.get(0).key(),
                    last,
                    types,
                    fact ->
                        line(
                            json,
                            fact,
                            names.getOrDefault(subjects.getOrDefault(fact.profile(), 0L), "")));
          }
          return new Chunk(profiles.size(), last, lines);
        });
  }

  private static void line(JsonGenerator json, EventFact fact, String lead) {
    json.writeStartObject();
    ValueJson.text(json, "lead_id", lead);
    ValueJson.text(json, "event", fact.event().type());
    json.writeStringProperty("time", fact.event().at().toString());
    ValueJson.text(json, "event_id", fact.event().id());
    json.writeObjectPropertyStart("properties");
    fact.event()
        .properties()
        .forEach(
            (name, value) -> {
              json.writeName(ValueJson.wellFormed(name));
              ValueJson.write(json, value);
            });
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
