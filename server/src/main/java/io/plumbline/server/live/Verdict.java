package io.plumbline.server.live;

import io.plumbline.core.engine.Judged;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.store.ScoreChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What all active versions say of one subject now, beside what they said before. */
final class Verdict {
  private final Affected one;
  private final Map<Long, Optional<Score>> before = new HashMap<>();
  private final Map<Long, Optional<Score>> after = new LinkedHashMap<>();
  private final Map<Long, Judged> judged = new HashMap<>();

  Verdict(Affected one) {
    this.one = one;
  }

  void says(long version, @Nullable Judged now) {
    before.put(version, one.standing().score(version));
    after.put(version, Optional.ofNullable(now).map(Judged::score));
    if (now != null) {
      judged.put(version, now);
    }
  }

  /** A version that cannot judge the subject yet: what it said before stays. */
  void keeps(long version) {
    before.put(version, one.standing().score(version));
    after.put(version, one.standing().score(version));
  }

  /** The scores there are now, by key of version. */
  Map<Long, Score> scores() {
    Map<Long, Score> scores = new HashMap<>();
    after.forEach((version, score) -> score.ifPresent(s -> scores.put(version, s)));
    return scores;
  }

  /** The versions under which something else has to be stored than what is. */
  List<Long> toStore() {
    List<Long> versions = new ArrayList<>();
    after.forEach(
        (version, score) -> {
          if (!sameRow(before.getOrDefault(version, Optional.empty()), score)) {
            versions.add(version);
          }
        });
    return versions;
  }

  Optional<Score> scoreUnder(long version) {
    return after.getOrDefault(version, Optional.empty());
  }

  /** What changed for those who look at the effective score of a model. */
  Optional<ScoreChange> change(List<ActiveVersion> inOrder, Instant at) {
    Optional<Long> was = first(before, inOrder);
    Optional<Long> is = first(after, inOrder);
    if (was.isEmpty() && is.isEmpty()) {
      return Optional.empty();
    }
    Optional<Score> earlier = was.flatMap(version -> before.get(version));
    Optional<Score> later = is.flatMap(version -> after.get(version));
    if (was.equals(is) && same(earlier, later)) {
      return Optional.empty();
    }
    return Optional.of(
        new ScoreChange(
            0,
            one.subject(),
            is.or(() -> was).orElseThrow(),
            at,
            one.cause().cause(),
            earlier,
            later,
            is.map(this::contributions).orElse(Map.of()),
            OptionalLong.empty()));
  }

  private Map<String, Points> contributions(long version) {
    Judged proof = judged.get(version);
    return proof == null ? Map.of() : proof.contributions();
  }

  private static Optional<Long> first(
      Map<Long, Optional<Score>> scores, List<ActiveVersion> inOrder) {
    return inOrder.stream()
        .map(ActiveVersion::key)
        .filter(key -> scores.getOrDefault(key, Optional.empty()).isPresent())
        .findFirst();
  }

  private static boolean sameRow(Optional<Score> one, Optional<Score> other) {
    return same(one, other)
        && one.map(Score::coverage).equals(other.map(Score::coverage))
        && one.map(Score::subject).equals(other.map(Score::subject));
  }

  /** Whether points, grades, cell and band are the same. */
  static boolean same(Optional<Score> one, Optional<Score> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() && other.isEmpty();
    }
    return same(one.get(), other.get());
  }

  static boolean same(Score one, Score other) {
    return one.total().equals(other.total())
        && one.scores().equals(other.scores())
        && one.cell().equals(other.cell())
        && one.band().equals(other.band())
        && one.qualifiedBy().equals(other.qualifiedBy())
        && one.disqualifiedBy().equals(other.disqualifiedBy());
  }
}
