package io.plumbline.server.leads;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.SubjectState;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.server.Refusal;
import io.plumbline.server.live.FoldedSubject;
import io.plumbline.server.live.SubjectFacts;
import io.plumbline.store.Transaction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would lift a subject's score.
 *
 * @param steps one for each rule that could give more, the largest gain first
 */
@Schema(name = "Lift", description = "What would lift a score.")
public record LiftView(
    String id,
    Instant asOf,
    ListedScore score,
    @Schema(description = "The largest gain first.") List<Step> steps) {
  public LiftView {
    steps = List.copyOf(steps);
  }

  /**
   * One thing that would lift it, everything else being as it is.
   *
   * @param gain in the total, or in the rule's score where the model has no total
   */
  @Schema(name = "LiftStep", description = "One thing that would lift a score by itself.")
  public record Step(
      @Schema(example = "demo") String rule,
      @Schema(example = "engagement") String score,
      Points gain,
      Optional<Points> totalAfter,
      @Schema(example = "hot") Optional<String> bandAfter,
      @Schema(description = "The attributes that would do it.") Map<String, Value> attributes,
      @Schema(description = "The events that would do it.") Optional<Events> events) {}

  /** Further events that would do it, if they happened now. */
  @Schema(
      name = "LiftEvents",
      description = "Further events that would do it, if they happened now.")
  public record Events(
      @Schema(example = "form_submit") String event,
      @Schema(example = "1") int count,
      Map<String, Value> properties) {}

  static LiftView of(SubjectBook book, boolean account, String id, Optional<String> model) {
    long subject = book.subject(account, id);
    SubjectBook.Judge judge =
        book.judge(
            account, subject, new SubjectBook.Choice(model, Optional.empty()), Optional.empty());
    CompiledModel compiled = judge.compiled();
    Folded folded =
        book.store()
            .<Optional<Folded>>read(tx -> folded(book, tx, subject, compiled))
            .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND, "There is no such subject."));
    Instant now = folded.now();
    Lift lift = new Lift(compiled, folded.state(), now);
    return new LiftView(
        folded.state().subject().id(),
        now,
        ListedScore.of(lift.score(), judge.number()),
        lift.steps().stream().map(LiftView::shown).toList());
  }

  /** A subject's state, and the instant up to which it was folded. */
  private record Folded(SubjectState state, Instant now) {}

  /** What the store has folded, or, where that cannot be judged, all facts folded now. */
  private static Optional<Folded> folded(
      SubjectBook book, Transaction tx, long subject, CompiledModel model) {
    Optional<FoldedSubject> known = book.known(tx, subject);
    // Asked after the store, so that nothing it has folded lies in the future.
    Instant now = book.now();
    return known
        .filter(it -> it.covers(model) && it.isOf(now))
        .map(it -> it.under(model))
        .or(
            () ->
                SubjectFacts.read(tx, subject, now).map(facts -> model.fold(facts.asOf(now), now)))
        .map(state -> new Folded(state, now));
  }

  private static Step shown(Lift.Step step) {
    boolean attributes = step.event().isEmpty();
    return new Step(
        step.rule(),
        step.dimension(),
        step.gain(),
        step.after().total(),
        Optional.of(step.after().band()).filter(band -> !band.isEmpty()),
        attributes ? step.values() : Map.of(),
        step.event().map(event -> new Events(event, step.events().orElse(1), step.values())));
  }
}
