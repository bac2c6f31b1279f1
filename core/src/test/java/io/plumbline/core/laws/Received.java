package io.plumbline.core.laws;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.oracle.Dice;
import io.plumbline.core.oracle.RandomCase;
import io.plumbline.core.population.EventRow;
import io.plumbline.core.population.EventSink;
import io.plumbline.core.population.Intake;
import io.plumbline.core.population.LeadSink;
import io.plumbline.core.population.Population;
import io.plumbline.core.population.Population.Duplicate;
import io.plumbline.core.population.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The facts of a case as files would bring them: in chunks, events of all subjects mixed, with
 * leads that come again and events that belong to nobody.
 *
 * @param leads by chunk
 * @param events by chunk
 */
record Received(
    List<List<Subject>> leads, List<List<Owned>> events, List<Duplicate> duplicates, long orphans) {

  /** An event and whose it is. */
  record Owned(String lead, Event event) {}

  static Received of(RandomCase random, Dice dice) {
    List<Subject> leads = new ArrayList<>();
    List<Integer> again = new ArrayList<>();
    for (Facts facts : random.facts()) {
      leads.add(facts.subject());
      if (dice.chance(10)) {
        again.add(leads.size());
        leads.add(new Subject(dice.of(leads).id(), dice.of(leads).attributes()));
      }
    }
    List<List<Subject>> leadChunks = chunks(leads, dice);
    List<Duplicate> duplicates = new ArrayList<>();
    int place = 0;
    for (int chunk = 0; chunk < leadChunks.size(); chunk++) {
      for (int line = 0; line < leadChunks.get(chunk).size(); line++, place++) {
        if (again.contains(place)) {
          duplicates.add(new Duplicate(chunk, line, leads.get(place).id()));
        }
      }
    }
    List<Owned> events = new ArrayList<>();
    List<List<Event>> left = new ArrayList<>();
    random.facts().forEach(facts -> left.add(new ArrayList<>(facts.events())));
    long orphans = 0;
    while (left.stream().anyMatch(some -> !some.isEmpty())) {
      int who = dice.from(0, left.size() - 1);
      if (!left.get(who).isEmpty()) {
        Event event = left.get(who).remove(0);
        events.add(new Owned(random.facts().get(who).subject().id(), event));
        if (dice.chance(5)) {
          events.add(new Owned(dice.of("nobody", "lead-", "LEAD-1", "lead-1 "), event));
          orphans++;
        }
      }
    }
    return new Received(leadChunks, chunks(events, dice), duplicates, orphans);
  }

  private static <T> List<List<T>> chunks(List<T> all, Dice dice) {
    List<List<T>> chunks = new ArrayList<>();
    int from = 0;
    while (from < all.size()) {
      int to = Math.min(all.size(), from + dice.from(0, Math.max(3, all.size() / 2)));
      chunks.add(all.subList(from, to));
      from = to;
    }
    return chunks;
  }

  /** The population of all that was received, its chunks brought in any order on any threads. */
  Population population(CompiledModel model, Instant asOf, boolean explainable, Dice dice) {
    int threads = dice.from(1, 4);
    Intake intake = Population.intake(model, new Population.Options(asOf, threads, explainable));
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < leads.size(); i++) {
      int chunk = i;
      tasks.add(() -> bringLeads(intake, chunk));
    }
    for (int i = 0; i < events.size(); i++) {
      int chunk = i;
      tasks.add(() -> bringEvents(intake, chunk));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      dice.shuffled(tasks).forEach(task -> running.add(pool.submit(task)));
      for (Future<?> task : running) {
        task.get();
      }
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    } finally {
      pool.shutdown();
    }
    return Population.of(intake);
  }

  private void bringLeads(Intake intake, int chunk) {
    LeadSink sink = intake.leads(chunk);
    List<String> names = intake.attributes();
    int line = 0;
    for (Subject subject : leads.get(chunk)) {
      int[] codes = new int[names.size()];
      for (int column = 0; column < codes.length; column++) {
        Value value = subject.attributes().get(names.get(column));
        codes[column] = value == null ? LeadSink.UNKNOWN : sink.code(column, value);
      }
      Slice id = new Slice();
      id.set(subject.id());
      sink.add(id, line++, codes);
    }
  }

  private void bringEvents(Intake intake, int chunk) {
    EventSink sink = intake.events(chunk);
    List<String> names = intake.properties();
    for (Owned owned : events.get(chunk)) {
      Event event = owned.event();
      EventRow row = sink.row();
      row.lead.set(owned.lead());
      if (event.hasId()) {
        row.id.set(event.id());
      } else {
        row.id.clear();
      }
      row.type = sink.type(event.type());
      row.epochSecond = event.at().getEpochSecond();
      row.nano = event.at().getNano();
      if (sink.wantsProperties(row.type)) {
        fill(sink, row, names, event.properties());
      }
      sink.add();
    }
  }

  private static void fill(
      EventSink sink, EventRow row, List<String> names, Map<String, Value> known) {
    for (int column = 0; column < names.size(); column++) {
      Value value = known.get(names.get(column));
      row.codes[column] = value == null ? LeadSink.UNKNOWN : sink.code(column, value);
    }
  }
}
