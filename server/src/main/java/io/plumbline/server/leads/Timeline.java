package io.plumbline.server.leads;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.EventRuleNode;
import io.plumbline.core.engine.RuleNode;
import io.plumbline.core.engine.SharedSignals;
import io.plumbline.core.engine.SignalKey;
import io.plumbline.core.engine.SignalNode;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.fact.Value;
import io.plumbline.server.api.Cursor;
import io.plumbline.server.api.Page;
import io.plumbline.server.live.SubjectFacts;
import io.plumbline.store.EventFact;
import io.plumbline.store.FactLog.Place;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a subject did, the latest first, and which rules count it. */
final class Timeline {
  private final SubjectBook book;

  Timeline(SubjectBook book) {
    this.book = book;
  }

  /** An event with what it counts for. */
  @Schema(name = "TimelineItem", description = "Something that a lead did.")
  public record Item(
      String id,
      @Schema(example = "page_view") String event,
      Instant time,
      Optional<Instant> received,
      @Schema(description = "When it was sent, by the sender's clock, where the sender says that.")
          Optional<Instant> sent,
      Optional<String> source,
      Map<String, Value> properties,
      List<Counted> countsFor) {
    public Item {
      countsFor = List.copyOf(countsFor);
    }
  }

  /**
   * A rule for which an event counts.
   *
   * @param inWindow whether the rule still looks that far back today
   */
  @Schema(name = "CountsFor", description = "A rule of the model for which an event counts.")
  public record Counted(@Schema(example = "pricing") String rule, boolean inWindow) {}

  Page<Item> page(boolean account, String id, Optional<String> model, Paged paged) {
    int limit = paged.limit();
    long subject = book.subject(account, id);
    String of = "timeline " + account + subject;
    Optional<Place> before = paged.after().map(text -> place(of, text));
    Optional<Counting> counting = counting(account, subject, model);
    List<EventFact> facts =
        account ? ofMembers(subject, before, limit + 1) : own(subject, before, limit + 1);
    return Page.cut(facts, limit, last -> cursor(of, last)).map(fact -> item(fact, counting));
  }

  /** Nothing counts events while no model is live; they happened all the same. */
  private Optional<Counting> counting(boolean account, long subject, Optional<String> model) {
    if (model.isEmpty() && !book.isScored(account)) {
      return Optional.empty();
    }
    var choice = new SubjectBook.Choice(model, Optional.empty());
    CompiledModel judge = book.judge(account, subject, choice, Optional.empty()).compiled();
    return Optional.of(new Counting(judge, book.now()));
  }

  private List<EventFact> own(long subject, Optional<Place> before, int limit) {
    return book.store()
        .read(
            tx -> {
              var profiles =
                  tx.profiles().ofSubjects(List.of(subject)).getOrDefault(subject, List.of());
              return tx.facts().timeline(SubjectFinder.keys(profiles), before, limit);
            });
  }

  /** The events of an account's members; a member's id stands before each event's. */
  private List<EventFact> ofMembers(long subject, Optional<Place> before, int limit) {
    Instant now = book.now();
    List<Event> events =
        new ArrayList<>(
            book.store()
                .<Optional<SubjectFacts>>read(tx -> SubjectFacts.read(tx, subject, IsoTime.MAX))
                .map(facts -> facts.asOf(now).distinctEvents())
                .orElse(List.of()));
    events.removeIf(event -> event.at().isAfter(now));
    Comparator<Event> order = Comparator.comparing(Event::at).thenComparing(Event::id);
    events.sort(order.reversed());
    return events.stream()
        .filter(
            event ->
                before
                    .map(
                        it ->
                            event.at().isBefore(it.at())
                                || (event.at().equals(it.at())
                                    && event.id().compareTo(it.id()) < 0))
                    .orElse(true))
        .limit(limit)
        .map(event -> new EventFact(subject, event, event.at(), Optional.empty(), ""))
        .toList();
  }

  private static String cursor(String of, EventFact last) {
    return Cursor.write(of, List.of(last.event().at().toString(), last.event().id()));
  }

  private static Place place(String of, String text) {
    List<String> parts = Cursor.read(of, text);
    try {
      return new Place(Instant.parse(parts.get(0)), parts.get(1));
    } catch (DateTimeException | IndexOutOfBoundsException bad) {
      throw Cursor.refusal();
    }
  }

  private static Item item(EventFact fact, Optional<Counting> counting) {
    Event event = fact.event();
    boolean own = !fact.source().isEmpty();
    return new Item(
        event.id(),
        event.type(),
        event.at(),
        own ? Optional.of(fact.received()) : Optional.empty(),
        fact.sent(),
        own ? Optional.of(fact.source()) : Optional.empty(),
        event.properties(),
        counting.map(it -> it.of(event)).orElse(List.of()));
  }

  /** Which rules of a model an event counts for, as the engine's own signals say. */
  private static final class Counting {
    private final CompiledModel model;
    private final SharedSignals signals;
    private final int today;

    Counting(CompiledModel model, Instant now) {
      this.model = model;
      signals = SharedSignals.of(List.of(model));
      today = model.zone().day(now);
    }

    List<Counted> of(Event event) {
      Set<SignalKey> matching = new HashSet<>();
      signals.fold(
          event,
          signal -> {
            matching.add(signal.key());
            return Optional.empty();
          });
      int age = today - model.zone().day(event.at());
      List<SignalNode> all = model.signals();
      List<Counted> counted = new ArrayList<>();
      for (RuleNode rule : model.nodes().rules()) {
        if (rule instanceof EventRuleNode node && matching.contains(all.get(node.signal()).key())) {
          int within = node.rule().withinDays();
          counted.add(new Counted(node.rule().id(), age >= 0 && (within == 0 || age < within)));
        }
      }
      return counted;
    }
  }
}
