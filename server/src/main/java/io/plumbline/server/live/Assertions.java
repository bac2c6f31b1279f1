package io.plumbline.server.live;

import io.plumbline.core.fact.Value;
import io.plumbline.store.AttributeFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of attributes: kept as a fact where it says something new. What repeats the known
 * value is only noted with the folded subject; should something late fall between the two, the
 * repetition becomes a fact after all, so that the late one lands in its own time.
 */
final class Assertions {
  private final Round round;
  private final List<AttributeFact> facts = new ArrayList<>();

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
      facts.add(said);
      round.wake(one.subject(), said.at());
    } else if (one.mustRebuild() || folded.isEmpty()) {
      facts.add(said);
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
    }
  }

  private void sayLater(Affected one, FoldedSubject folded, AttributeFact said) {
    FoldedSubject.Known known = folded.attributes().get(said.name());
    if (known != null && known.value().equals(said.value()) && isOneProfile(one)) {
      folded.know(said.name(), new FoldedSubject.Known(known.value(), known.at(), said.at()));
      one.change();
      return;
    }
    facts.add(said);
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
      facts.add(
          new AttributeFact(said.profile(), said.name(), known.value(), repeated, said.received()));
      folded.know(said.name(), new FoldedSubject.Known(known.value(), repeated, repeated));
      one.change();
    }
  }

  /** Keeps a fact that is late, unless it is the same that was said for that instant before. */
  private boolean addUnlessSaid(AttributeFact said) {
    boolean repeats =
        round.tx().facts().attributes(List.of(said.profile()), said.at()).stream()
                .anyMatch(fact -> isSame(fact, said))
            || facts.stream().anyMatch(fact -> isSame(fact, said));
    if (!repeats) {
      facts.add(said);
    }
    return !repeats;
  }

  private static boolean isSame(AttributeFact one, AttributeFact other) {
    return one.profile() == other.profile()
        && one.name().equals(other.name())
        && one.at().equals(other.at())
        && one.value().equals(other.value());
  }

  private boolean isOneProfile(Affected one) {
    return round.identities().ofSubject(round.tx(), one.subject()).size() == 1;
  }
}
