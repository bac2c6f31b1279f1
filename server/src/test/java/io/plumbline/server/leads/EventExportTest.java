package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Value;
import io.plumbline.store.EventFact;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.memory.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All events at once take little memory, however many the leads have. */
final class EventExportTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final MemoryStore store = new MemoryStore();

  private void visits(String lead, int times) {
    store.write(
        tx -> {
          Identifier name = Identifier.user(lead);
          Profile profile = tx.profiles().create(List.of(name), NOW).get(name);
          List<EventFact> events = new ArrayList<>();
          for (int i = 0; i < times; i++) {
            Map<String, Value> page = Map.of("path", new Value.Text("/" + "x".repeat(200)));
            Event event = new Event(lead + "-" + i, "page_view", NOW, page);
            events.add(new EventFact(profile.key(), event, NOW, Optional.empty(), "key:test"));
          }
          return tx.facts().appendEvents(events);
        });
  }

  @Test
  void export_ofLeadsWithManyEvents_holdsFewOfThemAtOnce() throws Exception {
    for (int lead = 0; lead < 60; lead++) {
      visits("lead-" + lead, 400);
    }
    List<Integer> writes = new ArrayList<>();
    ByteArrayOutputStream all = new ByteArrayOutputStream();

    new EventExport(store)
        .write(
            List.of(),
            new OutputStream() {
              @Override
              public void write(int one) {
                throw new AssertionError("one byte at a time");
              }

              @Override
              public void write(byte[] bytes, int from, int length) throws IOException {
                writes.add(length);
                all.write(bytes, from, length);
              }
            });

    assertThat(all.toString(java.nio.charset.StandardCharsets.UTF_8).lines().distinct())
        .hasSize(60 * 400);
    assertThat(writes).allMatch(length -> length < 2 * EventExport.CHUNK_BYTES);
  }
}
