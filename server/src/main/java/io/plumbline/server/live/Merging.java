package io.plumbline.server.live;

import io.plumbline.store.Identifier;
import io.plumbline.store.Merge;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes two subjects one, within a round. */
final class Merging {
  private final Round round;

  Merging(Round round) {
    this.round = round;
  }

  /**
   * Moves all profiles of a lead to another and gives the merge's key.
   *
   * @param isNew whether the one that is moved was made in this transaction, so that nothing is
   *     known of it yet
   */
  long merge(long from, long into, String cause, boolean isNew) {
    List<Profile> moved = round.identities().ofSubject(round.tx(), from);
    Affected stays = round.lead(into);
    Affected leaves = round.lead(from);
    Merge merge =
        new Merge(
            0,
            from,
            into,
            moved.stream().map(Profile::key).toList(),
            round.now(),
            cause,
            Optional.empty());
    long key = round.tx().profiles().addMerge(merge);
    round.identities().move(round.tx(), moved, from, into);
    leaves.leave(moved.get(0).identifier().subjectId());
    leaves.cause().add(Kind.MERGE, Long.toString(key));
    if (!isNew) {
      stays.cause().add(Kind.MERGE, Long.toString(key));
      stays.rebuild();
    }
    if (!isNew) {
      // Nobody has heard of a lead that was made in this very transaction.
      round.merged(merge.as(key, Optional.empty()));
      leaves
          .standing()
          .folded()
          .ifPresent(folded -> new Rebuilding(round).keepRepetitions(from, folded));
      moveBetweenAccounts(stays, leaves.standing().account());
    }
    return key;
  }

  /** Sees to the accounts whose members a subject's facts may have joined or left. */
  void moveBetweenAccounts(Affected lead, long formerAccount) {
    Map<Long, List<Profile>> profiles =
        round.identities().ofSubjects(round.tx(), Set.of(lead.subject()));
    long account = Members.accountsOf(round.tx(), profiles).getOrDefault(lead.subject(), 0L);
    Set<Long> concerned = new HashSet<>(List.of(formerAccount, lead.standing().account(), account));
    concerned.remove(0L);
    lead.standing().account(account);
    for (long each : concerned) {
      Affected one = round.account(each);
      one.rebuild();
      one.cause().add(Kind.MERGE);
    }
  }

  boolean hasUser(long subject) {
    return round.identities().ofSubject(round.tx(), subject).stream()
        .anyMatch(profile -> profile.identifier().kind() == Identifier.Kind.USER);
  }

  /** Whether somebody said that two subjects, which were one, are two. */
  boolean wasUndone(long one, long other) {
    Set<Merge> merges = new HashSet<>(round.tx().profiles().mergesOf(one));
    merges.addAll(round.tx().profiles().mergesOf(other));
    for (Merge merge : merges) {
      if (merge.undoneAt().isPresent()) {
        Map<Long, Profile> ends = round.tx().profiles().get(List.of(merge.from(), merge.into()));
        Set<Long> now = new HashSet<>();
        ends.values().forEach(profile -> now.add(profile.subject()));
        if (now.equals(Set.of(one, other))) {
          return true;
        }
      }
    }
    return false;
  }
}
