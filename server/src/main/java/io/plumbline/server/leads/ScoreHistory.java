package io.plumbline.server.leads;

import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.server.api.Cursor;
import io.plumbline.server.api.Page;
import io.plumbline.server.live.ScoreReading;
import io.plumbline.server.live.ScoreReading.Comparison;
import io.plumbline.store.AttributeFact;
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
    model.ifPresent(name -> book.requireModel(account, name));
    String of = "history " + subject + model;
    Optional<Long> before = Cursor.key(of, paged.after());
    List<Long> keys = model.map(it -> book.versions().of(it)).orElse(List.of());
    return book.store()
        .read(
            tx -> {
              List<ScoreChange> changes =
                  tx.changes().of(subject, keys, before, IsoTime.MIN, limit + 1);
              Names names = new Names(tx, book.reading());
              return Page.cut(changes, limit, last -> Cursor.ofKey(of, last.key()))
                  .map(names::item);
            });
  }

  /** Versions by their keys, looked up once each. */
  static final class Names {
    private final Transaction tx;
    private final ScoreReading reading;
    private final Map<Long, Optional<ModelVersion>> known = new HashMap<>();

    Names(Transaction tx, ScoreReading reading) {
      this.tx = tx;
      this.reading = reading;
    }

    private Optional<ModelVersion> version(long key) {
      return known.computeIfAbsent(key, tx.models()::get);
    }

    /** A version's number; 0 where there is no such version any more. */
    int number(long key) {
      return version(key).map(ModelVersion::number).orElse(0);
    }

    Item item(ScoreChange change) {
      Optional<ModelVersion> version = version(change.version());
      int number = number(change.version());
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
          change.before().map(score -> ListedScore.of(score, before(change, model))),
          change.after().map(score -> ListedScore.of(score, number)),
          change.contributions());
    }

    /** The number of the version that the score before a change was of. */
    private int before(ScoreChange change, String model) {
      Optional<Long> other =
          change.cause().kind() == ScoreChange.Kind.MODEL
              ? reading.versionBefore(tx, change, model)
              : Optional.empty();
      return number(other.orElse(change.version()));
    }
  }

  WhyView why(boolean account, String id, Optional<String> model, Instant from, Instant to) {
    long subject = book.subject(account, id);
    Comparison found = book.reading().why(subject, book.model(account, model), from, to);
    return book.store().read(tx -> WhyView.of(found, new Names(tx, book.reading())));
  }

  /** What was said of attributes, the latest first. */
  Page<WhyView.Said> attributes(boolean account, String id, Paged paged) {
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
    return Page.of(shown.stream().map(WhyView.Said::of).toList(), next);
  }
}
