package io.plumbline.server.publish;

import io.plumbline.core.engine.Judged;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.score.Score;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.FoldedSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The versions whose scores count for a model before and after a switch. Of several the first that
 * has a subject in its slice counts for it: a pilot before the live version.
 *
 * @param aside the version that is computed aside; empty where all scores are there already
 */
record Succession(
    List<ActiveVersion> before, List<ActiveVersion> after, Optional<ActiveVersion> aside) {
  Succession {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** The model as it is after the switch for those who are in no pilot. */
  ScoringModel next() {
    return after.get(after.size() - 1).compiled().model();
  }

  /** A version's word on a subject. */
  record Word(ActiveVersion version, Judged judged) {
    Score score() {
      return judged.score();
    }
  }

  /**
   * What a subject's scores are before and after, and aside.
   *
   * @param aside the score under the version computed aside; empty where it has none
   */
  record Outcome(Optional<Word> before, Optional<Word> after, Optional<Score> aside) {
    /** Whether points, grade, cell or band would be seen to change. */
    boolean changes() {
      if (before.isEmpty() || after.isEmpty()) {
        return before.isPresent() != after.isPresent();
      }
      return before.get().version().key() != after.get().version().key()
          && differ(before.get().score(), after.get().score());
    }
  }

  /**
   * Whether points, a grade, the cell, the band or what decided it differ, as live traffic asks.
   */
  static boolean differ(Score one, Score other) {
    return !one.total().equals(other.total())
        || !one.scores().equals(other.scores())
        || !one.cell().equals(other.cell())
        || !one.band().equals(other.band())
        || !one.qualifiedBy().equals(other.qualifiedBy())
        || !one.disqualifiedBy().equals(other.disqualifiedBy());
  }

  /**
   * Judges a subject under the versions that matter to it.
   *
   * @param judge gives a version's word on the subject
   */
  Outcome of(
      FoldedSubject folded, Instant asOf, BiFunction<ActiveVersion, FoldedSubject, Judged> judge) {
    List<Word> said = new ArrayList<>(3);
    Optional<Word> first = word(before, folded, asOf, judge, said);
    Optional<Word> second = word(after, folded, asOf, judge, said);
    Optional<Word> beside =
        aside.isEmpty() ? Optional.empty() : word(List.of(aside.get()), folded, asOf, judge, said);
    return new Outcome(first, second, beside.map(Word::score));
  }

  private static Optional<Word> word(
      List<ActiveVersion> versions,
      FoldedSubject folded,
      Instant asOf,
      BiFunction<ActiveVersion, FoldedSubject, Judged> judge,
      List<Word> said) {
    for (ActiveVersion version : versions) {
      for (Word known : said) {
        if (known.version().key() == version.key()) {
          return Optional.of(known);
        }
      }
      if (scores(version, folded, asOf)) {
        Optional<Word> word = word(version, folded, judge);
        word.ifPresent(said::add);
        if (word.isPresent()) {
          return word;
        }
      }
    }
    return Optional.empty();
  }

  /** Empty where points leave 64 bits: live traffic gives such a subject no score either. */
  private static Optional<Word> word(
      ActiveVersion version,
      FoldedSubject folded,
      BiFunction<ActiveVersion, FoldedSubject, Judged> judge) {
    try {
      return Optional.of(new Word(version, judge.apply(version, folded)));
    } catch (ArithmeticException beyond64Bits) {
      return Optional.empty();
    }
  }

  private static boolean scores(ActiveVersion version, FoldedSubject folded, Instant asOf) {
    boolean forAccounts = version.compiled().model().subject() == SubjectKind.ACCOUNT;
    return forAccounts == folded.isAccount() && version.slice().holds(folded.subject(), asOf);
  }
}
