package io.plumbline.server.live;

import io.plumbline.core.fact.Event;
import io.plumbline.store.AttributeFact;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Folds subjects anew from their raw facts. */
final class Rebuilding {
  private final Round round;

  Rebuilding(Round round) {
    this.round = round;
  }

  void rebuild(Affected one) {
    Optional<FoldedSubject> before = one.standing().folded();
    before.ifPresent(folded -> keepRepetitions(one.subject(), folded));
    Optional<SubjectFacts> facts = SubjectFacts.readAll(round.tx(), one.subject());
    if (facts.isEmpty()) {
      throw new IllegalStateException("subject " + one.subject() + " has no profile");
    }
    FoldedSubject folded = fold(facts.get());
    facts.get().next(round.now()).ifPresent(at -> round.wake(one.subject(), at));
    one.rebuilt(folded);
  }

  private FoldedSubject fold(SubjectFacts facts) {
    Plan plan = round.plan(facts.isAccount());
    FoldedSubject folded =
        new FoldedSubject(facts.id(), facts.isAccount(), facts.firstSeen(), plan.set());
    for (Event event : facts.asOf(round.now()).distinctEvents()) {
      if (!event.at().isAfter(round.now())) {
        folded.fold(event, plan.signals());
      }
    }
    facts
        .lastSaid(round.now())
        .forEach(
            (name, said) ->
                folded.know(name, new FoldedSubject.Known(said.value(), said.at(), said.at())));
    return folded;
  }

  /**
   * Makes facts of what was only noted as said again. A subject has such notes only while it is one
   * profile, the one it is called by.
   */
  void keepRepetitions(long subject, FoldedSubject folded) {
    List<AttributeFact> facts = new ArrayList<>();
    folded
        .attributes()
        .forEach(
            (name, known) -> {
              if (known.repeated().isAfter(known.at())) {
                facts.add(
                    new AttributeFact(subject, name, known.value(), known.repeated(), round.now()));
              }
            });
    if (!facts.isEmpty()) {
      round.tx().facts().appendAttributes(facts);
      facts.forEach(
          fact ->
              folded.know(
                  fact.name(), new FoldedSubject.Known(fact.value(), fact.at(), fact.at())));
    }
  }

  /** Folds a subject anew because the instant of one of its facts has come. */
  void wake(Affected one) {
    Instant last = one.standing().folded().map(FoldedSubject::lastActivity).orElse(Instant.MIN);
    SubjectFacts.readAll(round.tx(), one.subject())
        .ifPresent(
            facts -> {
              for (Event event : facts.asOf(round.now()).events()) {
                if (event.at().isAfter(last) && !event.at().isAfter(round.now())) {
                  one.cause().add(Kind.EVENT, event.id());
                }
              }
              facts
                  .lastSaid(round.now())
                  .forEach(
                      (name, said) -> {
                        if (isNews(one, name, said)) {
                          one.cause().add(Kind.ATTRIBUTE, name);
                        }
                      });
            });
    one.rebuild();
  }

  private static boolean isNews(Affected one, String name, AttributeFact said) {
    Optional<FoldedSubject.Known> known =
        one.standing().folded().map(folded -> folded.attributes().get(name));
    return known.isEmpty() || !known.get().value().equals(said.value());
  }

  /** Subjects that profiles, which were subjects once, belong to now. */
  static List<Long> present(Round round, List<Long> keys) {
    return round.tx().profiles().get(keys).values().stream().map(Profile::subject).toList();
  }
}
