package io.plumbline.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.oracle.Dice;
import io.plumbline.core.oracle.RandomCase;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import io.plumbline.core.score.Explanation.NextChange;
import io.plumbline.core.score.Explanation.Range;
import io.plumbline.core.score.Explanation.TotalPart;
import io.plumbline.core.score.Score;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What holds for every score, whatever the model and the facts. */
class SumLawTest {
  private static final int CASES = 600;
  private static final int DAYS_TRIED = 30;

  /** A case and what the engine says of it. */
  private record Judged(RandomCase random, CompiledModel compiled, Facts facts, Explanation proof) {

    /** What exists now, judged later. */
    Score at(Instant asOf) {
      List<Event> existing =
          facts.distinctEvents().stream().filter(e -> !e.at().isAfter(random.asOf())).toList();
      return compiled.score(new Facts(facts.subject(), existing), asOf);
    }

    /** The start of a day, or the as-of itself where the clock went back over that start. */
    Instant startOf(LocalDate day) {
      Instant start = day.atStartOfDay(random.model().zone()).toInstant();
      return start.isBefore(random.asOf()) ? random.asOf() : start;
    }

    List<Group> groups() {
      return random.model().scores().stream().flatMap(score -> score.groups().stream()).toList();
    }

    List<GroupProof> groupProofs() {
      return proof.dimensions().stream().flatMap(score -> score.groups().stream()).toList();
    }
  }

  private static void each(int cases, Consumer<Judged> law) {
    Cases.each(
        cases,
        1,
        random -> {
          CompiledModel compiled = ModelCompiler.compile(random.model());
          Facts facts = random.facts().get(0);
          Explanation proof = compiled.explain(facts, random.asOf());
          law.accept(new Judged(random, compiled, facts, proof));
          return Optional.empty();
        });
  }

  /** "Each level adds up exactly; nothing is split back onto rules." */
  @Test
  void explain_anyCase_addsUpAtEveryLevel() {
    each(
        CASES,
        judged -> {
          Explanation proof = judged.proof();
          proof
              .score()
              .total()
              .ifPresent(t -> assertThat(sum(proof.totalParts(), TotalPart::points)).isEqualTo(t));
          for (DimensionProof score : proof.dimensions()) {
            assertThat(sum(score.groups(), GroupProof::points)).isEqualTo(score.sum());
            for (GroupProof group : score.groups()) {
              assertThat(sum(group.rules(), Contribution::points)).isEqualTo(group.sum());
            }
          }
        });
  }

  private static <T> Points sum(List<T> parts, Function<T, Points> points) {
    return new Points(parts.stream().mapToLong(part -> points.apply(part).thousandths()).sum());
  }

  @Test
  void explain_anyCase_staysWithinItsLimits() {
    each(
        CASES,
        judged -> {
          Points coverage = judged.proof().score().coverage();
          assertThat(coverage).isBetween(Points.ZERO, Points.of(100));
          for (DimensionProof score : judged.proof().dimensions()) {
            score.min().ifPresent(min -> assertThat(score.points()).isGreaterThanOrEqualTo(min));
            score.max().ifPresent(max -> assertThat(score.points()).isLessThanOrEqualTo(max));
          }
          for (int g = 0; g < judged.groups().size(); g++) {
            limits(judged.groups().get(g), judged.groupProofs().get(g));
          }
        });
  }

  private static void limits(Group group, GroupProof proof) {
    group.min().ifPresent(min -> assertThat(proof.limited()).isGreaterThanOrEqualTo(min));
    group.max().ifPresent(max -> assertThat(proof.limited()).isLessThanOrEqualTo(max));
    for (int r = 0; r < group.rules().size(); r++) {
      if (group.rules().get(r) instanceof Rule.PerEvent rule && rule.cap().isPresent()) {
        long size = Math.abs(proof.rules().get(r).points().thousandths());
        assertThat(size).isLessThanOrEqualTo(rule.cap().get().thousandths());
      }
    }
  }

  /**
   * But for an unknown lookup: "any row but `unknown`, and 0 where there is no `else`" are its
   * answers once it is known; until then it gives its `unknown` row's points, or 0.
   */
  @Test
  void range_withoutUnknownLookups_containsThePoints() {
    each(
        CASES,
        judged -> {
          for (DimensionProof score : judged.proof().dimensions()) {
            Range range = score.range();
            assertThat(range.lowest()).isLessThanOrEqualTo(range.highest());
            if (score.groups().stream().noneMatch(SumLawTest::hasUnknownLookup)) {
              assertThat(score.points()).isBetween(range.lowest(), range.highest());
            }
          }
        });
  }

  private static boolean hasUnknownLookup(GroupProof group) {
    return group.rules().stream()
        .anyMatch(
            rule ->
                rule instanceof Contribution.OfAttributes attributes
                    && attributes.kind() == Contribution.Kind.LOOKUP
                    && attributes.answer() == Contribution.Answer.UNKNOWN);
  }

  /** "Two events of one subject with the same id are one event". */
  @Test
  void score_eventsRepeated_isTheSame() {
    each(
        CASES,
        judged -> {
          Dice dice = new Dice(judged.random().seed());
          List<Event> more = new ArrayList<>();
          for (Event event : judged.facts().events()) {
            more.add(event);
            if (event.hasId()) {
              more.add(dice.from(more.indexOf(first(more, event)) + 1, more.size()), event);
            }
          }
          Facts repeated = new Facts(judged.facts().subject(), more);
          assertThat(judged.compiled().explain(repeated, judged.random().asOf()))
              .isEqualTo(judged.proof());
        });
  }

  private static Event first(List<Event> events, Event like) {
    return events.stream().filter(e -> e.id().equals(like.id())).findFirst().orElseThrow();
  }

  /** "A score changes only when a fact changes, when the as-of passes an event, or at midnight". */
  @Test
  void score_laterThatDay_isTheSame() {
    each(
        CASES,
        judged -> {
          LocalDate day = judged.proof().score().day();
          Instant last = judged.startOf(day.plusDays(1)).minusNanos(1);
          if (last.isAfter(judged.random().asOf())) {
            Score late = judged.at(last);
            Score now = judged.proof().score();
            if (late.day().equals(day)) {
              assertThat(late.scores()).isEqualTo(now.scores());
              assertThat(late.band()).isEqualTo(now.band());
            }
          }
        });
  }

  /** "The next day D' > D at whose start the points would differ, ... and those points." */
  @Test
  void nextChange_anyCase_isTheFirstDayThatDiffers() {
    each(
        CASES / 2,
        judged -> {
          Explanation proof = judged.proof();
          for (int s = 0; s < proof.dimensions().size(); s++) {
            int place = s;
            DimensionProof now = proof.dimensions().get(s);
            holds(
                judged, now.points(), now.nextChange(), then -> then.scores().get(place).points());
          }
          proof
              .score()
              .total()
              .ifPresent(t -> holds(judged, t, proof.nextChange(), then -> then.total().get()));
        });
  }

  private static void holds(
      Judged judged, Points now, Optional<NextChange> change, Function<Score, Points> number) {
    LocalDate today = judged.proof().score().day();
    for (int i = 1; i <= DAYS_TRIED; i++) {
      LocalDate day = today.plusDays(i);
      if (change.isPresent() && !day.isBefore(change.get().day())) {
        break;
      }
      Score then = judged.at(judged.startOf(day));
      if (then.day().equals(day)) { // Apia had no 30 December 2011.
        assertThat(number.apply(then)).as("on %s", day).isEqualTo(now);
      }
    }
    if (change.isPresent()) {
      Score then = judged.at(judged.startOf(change.get().day()));
      assertThat(then.day()).isEqualTo(change.get().day());
      assertThat(number.apply(then)).isEqualTo(change.get().points()).isNotEqualTo(now);
    }
  }
}
