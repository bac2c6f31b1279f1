package io.plumbline.server.live;

import io.plumbline.server.Refusal;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.Identifier;
import io.plumbline.store.Merge;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange.Kind;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads that are made one, and made two again. A merge is the union of both histories; undone, each
 * profile takes its facts with it, those that came later too, and the two are not merged again
 * unless somebody says so. Thread-safe.
 */
public final class Merges {
  private final Store store;
  private final Lane lane;
  private final Commits commits;
  private final InstantSource clock;

  Merges(Store store, Lane lane, Commits commits, InstantSource clock) {
    this.store = store;
    this.lane = lane;
    this.commits = commits;
    this.clock = clock;
  }

  /** The merges that took part in a lead, undone ones included, in the order made. */
  public List<Merge> of(long subject) {
    return store.read(tx -> tx.profiles().mergesOf(subject));
  }

  /**
   * Makes two leads one, both scored before it completes.
   *
   * @param actor who says so, as in the audit log
   * @return fails with a Refusal: NOT_FOUND where one is no lead, CONFLICT where they are one
   *     already or part of another
   */
  public CompletableFuture<Merge> merge(long from, long into, String actor) {
    return onLane(
        round -> {
          requireTwoLeads(round.tx(), from, into);
          long key = new Merging(round).merge(from, into, actor, false);
          audit(round, actor, "lead.merge", key);
          return key;
        });
  }

  private static void requireTwoLeads(Transaction tx, long from, long into) {
    if (from == into) {
      throw new Refusal(Refusal.Code.CONFLICT, "a lead cannot be merged with itself");
    }
    Map<Long, Profile> profiles = tx.profiles().get(List.of(from, into));
    for (long key : List.of(from, into)) {
      Profile profile = profiles.get(key);
      if (profile == null || profile.identifier().kind() == Identifier.Kind.ACCOUNT) {
        throw new Refusal(Refusal.Code.NOT_FOUND, "there is no lead " + key);
      }
      if (profile.subject() != key) {
        throw new Refusal(
            Refusal.Code.CONFLICT, "lead " + key + " is part of lead " + profile.subject());
      }
    }
  }

  /**
   * Undoes a merge, both leads scored before it completes.
   *
   * @param actor who says so, as in the audit log
   * @return fails with a Refusal: NOT_FOUND where there is no such merge, CONFLICT where it was
   *     undone
   */
  public CompletableFuture<Merge> undo(long key, String actor) {
    return onLane(
        round -> {
          split(round, standing(round.tx(), key));
          audit(round, actor, "lead.unmerge", key);
          return key;
        });
  }

  private static Merge standing(Transaction tx, long key) {
    Merge merge =
        tx.profiles()
            .merge(key)
            .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND, "there is no merge " + key));
    if (merge.undoneAt().isPresent()) {
      throw new Refusal(Refusal.Code.CONFLICT, "merge " + key + " was undone already");
    }
    return merge;
  }

  private static void split(Round round, Merge merge) {
    Transaction tx = round.tx();
    Set<Long> keys = new HashSet<>(merge.moved());
    keys.add(merge.from());
    Map<Long, Profile> profiles = tx.profiles().get(keys);
    long whole = subjectOf(profiles, merge.from());
    if (whole == merge.from()) {
      throw new Refusal(
          Refusal.Code.CONFLICT, "lead " + merge.from() + " is a lead of its own already");
    }
    Affected stays = round.lead(whole);
    List<Profile> moving = new ArrayList<>();
    for (long key : merge.moved()) {
      Profile profile = profiles.get(key);
      if (profile != null && profile.subject() == whole && key != whole) {
        moving.add(profile);
      }
    }
    round.identities().move(tx, moving, whole, merge.from());
    tx.profiles().undoMerge(merge.key(), round.now());
    round.merged(
        new Merge(
            merge.key(),
            merge.from(),
            whole,
            merge.moved(),
            merge.at(),
            merge.cause(),
            Optional.of(round.now())));
    long formerAccount = stays.standing().account();
    Merging merging = new Merging(round);
    for (Affected one : List.of(stays, round.lead(merge.from()))) {
      one.cause().add(Kind.UNMERGE, Long.toString(merge.key()));
      one.rebuild();
      merging.moveBetweenAccounts(one, formerAccount);
    }
  }

  private static long subjectOf(Map<Long, Profile> profiles, long key) {
    Profile profile = profiles.get(key);
    if (profile == null) {
      throw new IllegalStateException("profile " + key + " of a merge is gone");
    }
    return profile.subject();
  }

  private static void audit(Round round, String actor, String action, long merge) {
    round.tx().audit().add(new AuditEntry(0, round.now(), actor, action, "merge/" + merge, ""));
  }

  /** Work that ends with the key of a merge. */
  private interface Step {
    long in(Round round);
  }

  private CompletableFuture<Merge> onLane(Step step) {
    return lane.next(
        () -> {
          Instant now = clock.instant();
          Result result = new Result();
          commits.own(
              tx -> {
                Consumer<Round> work = round -> result.key = step.in(round);
                Scoring.Outcome outcome = commits.writer().update(tx, now, work);
                result.merge = tx.profiles().merge(result.key).orElseThrow();
                return outcome;
              },
              outcome -> outcome);
          return Optional.ofNullable(result.merge).orElseThrow();
        });
  }

  private static final class Result {
    private long key;
    private @Nullable Merge merge;
  }
}
