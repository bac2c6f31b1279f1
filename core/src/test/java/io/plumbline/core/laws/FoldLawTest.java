package io.plumbline.core.laws;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.engine.SharedSignals;
import io.plumbline.core.engine.SignalKey;
import io.plumbline.core.engine.SignalState;
import io.plumbline.core.engine.SignalStateCodec;
import io.plumbline.core.engine.SubjectState;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.oracle.Dice;
import io.plumbline.core.oracle.RandomCase;
import io.plumbline.core.oracle.RandomRevision;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events fold in any order and in any parts; bytes bring a state back. */
class FoldLawTest {
  private static final int CASES = 800;

  @Test
  void fold_inAnyOrder_isTheScoreOfAll() {
    Cases.each(
        CASES,
        1,
        random -> {
          CompiledModel compiled = ModelCompiler.compile(random.model());
          Facts facts = random.facts().get(0);
          SubjectState state = compiled.newState(facts.subject());
          new Dice(random.seed()).shuffled(atoms(random)).forEach(a -> a.forEach(state::fold));
          return Proofs.difference(
              compiled.explain(facts, random.asOf()), compiled.explain(state, random.asOf()));
        });
  }

  @Test
  void merge_ofDisjointPartsThroughBytes_isTheScoreOfAll() {
    Cases.each(CASES, 1, FoldLawTest::differenceOfParts);
  }

  private static Optional<String> differenceOfParts(RandomCase random) {
    Dice dice = new Dice(random.seed());
    CompiledModel compiled = ModelCompiler.compile(random.model());
    Facts facts = random.facts().get(0);
    List<SubjectState> parts = dice.some(1, 4, () -> compiled.newState(facts.subject()));
    for (List<Event> atom : dice.shuffled(atoms(random))) {
      SubjectState part = dice.of(parts);
      atom.forEach(part::fold);
    }
    SubjectState whole = compiled.newState(facts.subject());
    for (SubjectState part : dice.shuffled(parts)) {
      Map<SignalKey, SignalState> before = whole.signals();
      part.signals()
          .forEach(
              (key, state) -> {
                SignalState one = throughBytes(state);
                SignalState other = before.get(key);
                whole.put(throughBytes(dice.chance(50) ? one.merge(other) : other.merge(one)));
              });
    }
    Explanation all = compiled.explain(facts, random.asOf());
    Optional<String> difference = Proofs.difference(all, compiled.explain(whole, random.asOf()));
    return difference.isEmpty() && !compiled.score(whole, random.asOf()).equals(all.score())
        ? Optional.of("explain and score differ")
        : difference;
  }

  @Test
  void fold_forSeveralModelsAtOnce_isEachModelsOwnFold() {
    Cases.each(CASES, 1, FoldLawTest::differenceOfShared);
  }

  private static Optional<String> differenceOfShared(RandomCase random) {
    Dice dice = new Dice(random.seed());
    List<CompiledModel> models =
        Stream.of(
                random.model(),
                RandomRevision.of(random.model(), dice),
                RandomCase.of(random.seed() + 1_000_000, 1).model())
            .map(ModelCompiler::compile)
            .toList();
    Facts facts = random.facts().get(0);
    List<Event> past =
        facts.distinctEvents().stream().filter(e -> !e.at().isAfter(random.asOf())).toList();
    Map<SignalKey, SignalState> shared = SharedSignals.of(models).fold(past);
    Instant latest = past.stream().map(Event::at).max(Instant::compareTo).orElse(Instant.MIN);
    for (CompiledModel model : models) {
      SubjectState view =
          SubjectState.of(
              model,
              facts.subject(),
              latest,
              key -> Optional.ofNullable(shared.get(key)).map(state -> packed(state, dice)));
      Score score = model.judge(view, random.asOf()).score();
      Explanation own = model.explain(facts, random.asOf());
      Optional<String> difference = Proofs.difference(own, model.explain(view, random.asOf()));
      if (difference.isPresent() || !score.equals(own.score())) {
        return difference.or(() -> Optional.of("the score differs from its explanation"));
      }
    }
    return Optional.empty();
  }

  private static SignalState packed(SignalState state, Dice dice) {
    return dice.chance(50)
        ? state
        : SignalStateCodec.unpack(state.key(), SignalStateCodec.pack(state));
  }

  private static SignalState throughBytes(SignalState state) {
    return SignalStateCodec.decode(SignalStateCodec.encode(state));
  }

  /**
   * The distinct events up to the as-of. Those without an id at one instant count "in the order
   * received", which no fold in any order could know: they stay together.
   */
  private static List<List<Event>> atoms(RandomCase random) {
    Map<Object, List<Event>> atoms = new LinkedHashMap<>();
    for (Event event : random.facts().get(0).distinctEvents()) {
      if (!event.at().isAfter(random.asOf())) {
        Object key = event.hasId() ? event.id() : event.at();
        atoms.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
      }
    }
    return new ArrayList<>(atoms.values());
  }
}
