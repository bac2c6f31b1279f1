package io.plumbline.server.live;

import io.plumbline.core.fact.Value;
import io.plumbline.store.AttributeFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is said of attributes: kept as a fact where it says something new. What repeats the known
 * value is only noted with the folded subject; should something late fall between the two, the
 * repetition becomes a fact after all, so that the late one lands in its own time.
 */
final class Assertions {
  private final Round round;
  private final List<AttributeFact> facts = new ArrayList<>();
  private final Set<Said> said = new HashSet<>();

  Assertions(Round round) {
    this.round = round;
  }

  List<AttributeFact> facts() {
    return facts;
  }

  void say(Affected one, long profile, Received message, Map<String, Optional<Value>> attributes) {
    attributes.forEach(
        (name, value) ->
            say(
                one,
                new AttributeFact(
                    profile,
                    Canonical.name(name),
                    value.flatMap(Canonical::of),
                    message.at(),
                    message.received())));
  }

  private void say(Affected one, AttributeFact said) {
    Optional<FoldedSubject> folded = one.standing().folded();
    if (said.at().isAfter(round.now())) {
      addUnlessSaid(said);
      round.wake(one.subject(), said.at());
    } else if (one.mustRebuild() || folded.isEmpty()) {
      // Before what is said now: it was said before.
      folded.ifPresent(known -> new Rebuilding(round).keepRepetitions(one.subject(), known));
      addUnlessSaid(said);
      one.learned(said.name());
    } else {
      say(one, folded.get(), said);
    }
  }

  private void say(Affected one, FoldedSubject folded, AttributeFact said) {
    FoldedSubject.Known known = folded.attributes().get(said.name());
    if (known == null || said.at().isAfter(known.repeated())) {
      sayLater(one, folded, said);
    } else if (said.at().isBefore(known.at())) {
      // Late: what is known now stays, what was known then may change.
      addUnlessSaid(said);
    } else if (!said.value().equals(known.value())) {
      sayBetween(one, folded, known, said);
    } else if (!isOneProfile(one)) {
      // Known by another profile, which may be another lead again one day.
      addUnlessSaid(said);
    }
  }

  private void sayLater(Affected one, FoldedSubject folded, AttributeFact said) {
    FoldedSubject.Known known = folded.attributes().get(said.name());
    if (known != null && known.value().equals(said.value()) && isOneProfile(one)) {
      folded.know(said.name(), new FoldedSubject.Known(known.value(), known.at(), said.at()));
      one.change();
      return;
    }
    if (known != null && known.repeated().isAfter(known.at())) {
      add(
          new AttributeFact(
              one.subject(), said.name(), known.value(), known.repeated(), said.received()));
    }
    add(said);
    folded.know(said.name(), new FoldedSubject.Known(said.value(), said.at(), said.at()));
    one.learned(said.name());
  }

  /** Another value, not before the known one, not after the known one was repeated. */
  private void sayBetween(
      Affected one, FoldedSubject folded, FoldedSubject.Known known, AttributeFact said) {
    if (!addUnlessSaid(said)) {
      return;
    }
    Instant repeated = known.repeated();
    if (said.at().equals(repeated)) {
      folded.know(said.name(), new FoldedSubject.Known(said.value(), repeated, repeated));
      one.learned(said.name());
    } else {
      add(new AttributeFact(said.profile(), said.name(), known.value(), repeated, said.received()));
      folded.know(said.name(), new FoldedSubject.Known(known.value(), repeated, repeated));
      one.change();
    }
  }

  /** Keeps a fact that is late, unless it is the same that was said for that instant before. */
  private boolean addUnlessSaid(AttributeFact said) {
    boolean repeats =
        !this.said.add(Said.of(said))
            || round.tx().facts().attributes(List.of(said.profile()), said.at()).stream()
                .anyMatch(fact -> Said.of(fact).equals(Said.of(said)));
    if (!repeats) {
      facts.add(said);
    }
    return !repeats;
  }

  private void add(AttributeFact fact) {
    facts.add(fact);
    said.add(Said.of(fact));
  }

  /** What makes two facts the same, whenever they were received. */
  private record Said(long profile, String name, Optional<Value> value, Instant at) {
    static Said of(AttributeFact fact) {
      return new Said(fact.profile(), fact.name(), fact.value(), fact.at());
    }
  }

  private boolean isOneProfile(Affected one) {
    return round.identities().ofSubject(round.tx(), one.subject()).size() == 1;
  }
}
