package io.plumbline.server.leads;

import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import io.plumbline.server.api.Cursor;
import io.plumbline.server.api.Page;
import io.plumbline.server.live.ScoreReading.Comparison;
import io.plumbline.server.live.ScoreReading.RuleDifference;
import io.plumbline.store.AttributeFact;
import io.plumbline.store.EventFact;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a subject's scores and attributes came to be what they are. */
final class ScoreHistory {
  private final SubjectBook book;

  ScoreHistory(SubjectBook book) {
    this.book = book;
  }

  /** A change of a score, with its cause and proof. */
  @Schema(name = "ScoreChange", description = "A change of a score, with its cause and proof.")
  public record Item(
      long key,
      Instant at,
      @Schema(example = "b2b-saas") String model,
      @Schema(example = "3") int version,
      Cause cause,
      Optional<ListedScore> before,
      Optional<ListedScore> after,
      @Schema(description = "What each rule gave afterwards; rules that gave nothing are left out.")
          Map<String, Points> contributions) {}

  /** Why a score changed. */
  @Schema(name = "ChangeCause", description = "Why a score changed.")
  public record Cause(
      @Schema(example = "event") String kind,
      @Schema(description = "Event ids, names of attributes, or the key of a merge or version.")
          List<String> details) {
    public Cause {
      details = List.copyOf(details);
    }
  }

  Page<Item> page(boolean account, String id, Optional<String> model, Paged paged) {
    int limit = paged.limit();
    long subject = book.subject(account, id);
    String of = "history " + subject + model;
    Optional<Long> before = Cursor.key(of, paged.after());
    List<Long> keys = model.map(it -> book.versions().of(it)).orElse(List.of());
    if (model.isPresent() && keys.isEmpty()) {
      return Page.of(List.of(), Optional.empty());
    }
    return book.store()
        .read(
            tx -> {
              List<ScoreChange> changes =
                  tx.changes().of(subject, keys, before, IsoTime.MIN, limit + 1);
              Names names = new Names(tx);
              return Page.cut(changes, limit, last -> Cursor.ofKey(of, last.key()))
                  .map(names::item);
            });
  }

  /** Versions by their keys, looked up once each. */
  private static final class Names {
    private final Transaction tx;
    private final Map<Long, Optional<ModelVersion>> known = new HashMap<>();

    Names(Transaction tx) {
      this.tx = tx;
    }

    Item item(ScoreChange change) {
      Optional<ModelVersion> version = known.computeIfAbsent(change.version(), tx.models()::get);
      int number = version.map(ModelVersion::number).orElse(0);
      String model =
          version
              .map(ModelVersion::model)
              .or(() -> change.after().or(change::before).map(Score::model))
              .orElse("");
      return new Item(
          change.key(),
          change.at(),
          model,
          number,
          new Cause(
              change.cause().kind().name().toLowerCase(Locale.ROOT), change.cause().details()),
          change.before().map(score -> ListedScore.of(score, number)),
          change.after().map(score -> ListedScore.of(score, number)),
          change.contributions());
    }
  }

  /** Why a score changed between two instants. */
  @Schema(description = "Why a score changed between two instants.")
  public record Why(
      Side from,
      Side to,
      List<Difference> rules,
      List<Item> changes,
      List<WhatHappened> events,
      List<Said> attributes) {}

  /** A score at one end. */
  @Schema(name = "WhySide", description = "The score at one of the two instants.")
  public record Side(Instant at, Optional<ListedScore> score) {}

  /** What a rule gave before and after. */
  @Schema(name = "WhyRule", description = "What a rule gave at each of the two instants.")
  public record Difference(@Schema(example = "pricing") String rule, Points from, Points to) {}

  /** An event between the two. */
  @Schema(name = "WhyEvent", description = "An event between the two instants.")
  public record WhatHappened(String id, String event, Instant time) {}

  /** What was said of an attribute. */
  @Schema(name = "AttributeSaid", description = "What was said of an attribute, and when.")
  public record Said(
      @Schema(example = "country") String attribute,
      @Schema(description = "Absent where it was said to be unknown.") Optional<Value> value,
      @Schema(description = "From when on it is so.") Instant at,
      Instant received) {}

  Why why(boolean account, String id, Optional<String> model, Instant from, Instant to) {
    long subject = book.subject(account, id);
    String name = book.model(account, model);
    Comparison found = book.reading().why(subject, name, from, to);
    return book.store()
        .read(
            tx -> {
              Names names = new Names(tx);
              return new Why(
                  new Side(from, listed(found.earlier(), subject, name, from)),
                  new Side(to, listed(found.later(), subject, name, to)),
                  found.rules().stream().map(ScoreHistory::difference).toList(),
                  found.changes().stream().map(names::item).toList(),
                  found.events().stream().map(ScoreHistory::happened).toList(),
                  found.attributes().stream().map(ScoreHistory::said).toList());
            });
  }

  private Optional<ListedScore> listed(
      Optional<Explanation> explanation, long subject, String model, Instant at) {
    int number =
        book.reading()
            .versionAt(subject, model, at)
            .flatMap(key -> book.store().<Optional<ModelVersion>>read(tx -> tx.models().get(key)))
            .map(ModelVersion::number)
            .orElse(0);
    return explanation.map(it -> ListedScore.of(it.score(), number));
  }

  private static Difference difference(RuleDifference rule) {
    return new Difference(rule.rule(), rule.earlier(), rule.later());
  }

  private static WhatHappened happened(EventFact fact) {
    return new WhatHappened(fact.event().id(), fact.event().type(), fact.event().at());
  }

  private static Said said(AttributeFact fact) {
    return new Said(fact.name(), fact.value(), fact.at(), fact.received());
  }

  /** What was said of attributes, the latest first. */
  Page<Said> attributes(boolean account, String id, Paged paged) {
    String of = "attributes " + account + id;
    long end = Cursor.key(of, paged.after()).orElse(Long.MAX_VALUE);
    List<AttributeFact> all =
        book.store()
            .read(
                tx -> {
                  List<Long> profiles = SubjectFinder.keys(SubjectFinder.profiles(tx, account, id));
                  return tx.facts().attributes(profiles, book.now());
                });
    int to = (int) Math.min(end, all.size());
    int from = Math.max(0, to - paged.limit());
    List<AttributeFact> shown = new ArrayList<>(all.subList(from, Math.max(from, to)));
    Collections.reverse(shown);
    Optional<String> next = from > 0 ? Optional.of(Cursor.ofKey(of, from)) : Optional.empty();
    return Page.of(shown.stream().map(ScoreHistory::said).toList(), next);
  }
}
