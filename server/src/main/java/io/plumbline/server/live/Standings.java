package io.plumbline.server.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plumbline.core.score.Score;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where subjects stand: remembered, or read from the store. Touched by the lane alone; after a
 * failed transaction all of it is forgotten.
 */
final class Standings {
  private final FoldedSubjects codec;
  private final Identities identities;
  private final Cache<Long, Standing> remembered;

  Standings(FoldedSubjects codec, Identities identities, long bytes) {
    this.codec = codec;
    this.identities = identities;
    remembered =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Long key, Standing standing) -> standing.weight())
            .executor(Runnable::run)
            .build();
  }

  /** Where subjects that exist stand, their scores under some versions looked up. */
  Map<Long, Standing> load(
      Transaction tx, Collection<Long> subjects, List<ActiveVersion> versions) {
    Map<Long, Standing> standings = new HashMap<>();
    Set<Long> missing = new HashSet<>();
    for (long subject : subjects) {
      Standing known = remembered.getIfPresent(subject);
      if (known == null) {
        missing.add(subject);
      } else {
        standings.put(subject, known);
      }
    }
    if (!missing.isEmpty()) {
      Map<Long, byte[]> states = tx.states().get(missing);
      for (long subject : missing) {
        standings.put(subject, decoded(tx, Optional.ofNullable(states.get(subject))));
      }
      Map<Long, Long> accounts = Members.accountsOf(tx, leadsOf(tx, missing));
      standings.forEach((lead, one) -> one.account(accounts.getOrDefault(lead, one.account())));
    }
    lookUpScores(tx, standings, versions);
    return standings;
  }

  private Standing decoded(Transaction tx, Optional<byte[]> state) {
    return new Standing(state.flatMap(bytes -> codec.decode(tx, bytes)));
  }

  private Map<Long, List<Profile>> leadsOf(Transaction tx, Set<Long> subjects) {
    Map<Long, List<Profile>> leads = new HashMap<>(identities.ofSubjects(tx, subjects));
    leads.values().removeIf(list -> list.get(0).identifier().kind() == Identifier.Kind.ACCOUNT);
    return leads;
  }

  private static void lookUpScores(
      Transaction tx, Map<Long, Standing> standings, List<ActiveVersion> versions) {
    for (ActiveVersion version : versions) {
      Set<Long> unknown = new HashSet<>();
      standings.forEach(
          (subject, standing) -> {
            if (!standing.knows(version.key())) {
              unknown.add(subject);
            }
          });
      if (!unknown.isEmpty()) {
        Map<Long, Score> scores = tx.scores().get(version.key(), unknown);
        standings.forEach(
            (subject, standing) -> {
              if (unknown.contains(subject)) {
                standing.score(version.key(), Optional.ofNullable(scores.get(subject)));
              }
            });
      }
    }
  }

  /** A subject that was made in this transaction: it has no score. */
  static Standing fresh(FoldedSubject folded, List<ActiveVersion> versions) {
    Standing standing = new Standing(Optional.of(folded));
    versions.forEach(version -> standing.score(version.key(), Optional.empty()));
    return standing;
  }

  /** Remembers where a subject stands now. */
  void remember(long subject, Standing standing, int stateBytes) {
    standing.weigh(stateBytes);
    remembered.put(subject, standing);
  }

  void forget(Collection<Long> subjects) {
    remembered.invalidateAll(subjects);
  }

  void forgetAll() {
    remembered.invalidateAll();
  }
}
