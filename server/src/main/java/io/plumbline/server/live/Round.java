package io.plumbline.server.live;

import io.plumbline.core.fact.Event;
import io.plumbline.store.Identifier;
import io.plumbline.store.Merge;
import io.plumbline.store.Profile;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One transaction of the lane: as of when it judges, and the subjects it concerns. */
final class Round {
  private final Transaction tx;
  private final Instant now;
  private final Plan leads;
  private final Plan accounts;
  private final Identities identities;
  private final Standings standings;
  private final Map<Long, Affected> affected = new LinkedHashMap<>();
  private final Map<Long, Instant> waking = new HashMap<>();
  private final List<Merge> merges = new ArrayList<>();

  /** What does not change from one transaction to the next. */
  record Memory(Identities identities, Standings standings) {}

  Round(Transaction tx, Instant now, Plan leads, Plan accounts, Memory memory) {
    this.tx = tx;
    this.now = now;
    this.leads = leads;
    this.accounts = accounts;
    identities = memory.identities();
    standings = memory.standings();
  }

  Transaction tx() {
    return tx;
  }

  Instant now() {
    return now;
  }

  Identities identities() {
    return identities;
  }

  Standings standings() {
    return standings;
  }

  Plan plan(boolean account) {
    return account ? accounts : leads;
  }

  Plan plan(FoldedSubject folded) {
    return plan(folded.isAccount());
  }

  /** All subjects that the transaction concerns. */
  Collection<Affected> affected() {
    return affected.values();
  }

  /** The subjects that are leads, or those that are accounts, loaded together. */
  void load(Collection<Long> subjects, boolean account) {
    List<Long> missing = new ArrayList<>();
    for (long subject : subjects) {
      if (!affected.containsKey(subject)) {
        missing.add(subject);
      }
    }
    if (!missing.isEmpty()) {
      standings
          .load(tx, missing, plan(account).versions())
          .forEach((subject, standing) -> put(new Affected(subject, standing)));
    }
  }

  /** Loads subjects of either kind; keys that are no subject of their own are passed over. */
  void load(Collection<Long> subjects) {
    List<Long> persons = new ArrayList<>();
    List<Long> companies = new ArrayList<>();
    identities
        .ofSubjects(tx, subjects)
        .forEach((subject, list) -> (isAccount(list) ? companies : persons).add(subject));
    load(persons, false);
    load(companies, true);
  }

  private static boolean isAccount(List<Profile> profiles) {
    return profiles.get(0).identifier().kind() == Identifier.Kind.ACCOUNT;
  }

  /** Puts a subject that this transaction made: nobody has to be asked about it. */
  void made(Profile profile) {
    boolean account = profile.identifier().kind() == Identifier.Kind.ACCOUNT;
    FoldedSubject folded =
        new FoldedSubject(
            profile.identifier().subjectId(), account, profile.firstSeen(), plan(account).set());
    Affected made = new Affected(profile.key(), Standings.fresh(folded, plan(account).versions()));
    made.change();
    put(made);
  }

  private void put(Affected one) {
    affected.put(one.subject(), one);
  }

  boolean concerns(long subject) {
    return affected.containsKey(subject);
  }

  Affected lead(long subject) {
    load(Set.of(subject), false);
    return loaded(subject);
  }

  Affected account(long subject) {
    load(Set.of(subject), true);
    return loaded(subject);
  }

  Affected loaded(long subject) {
    Affected one = affected.get(subject);
    if (one == null) {
      throw new IllegalStateException("subject " + subject + " was not loaded");
    }
    return one;
  }

  /** A fact of a subject that was just stored: to be folded, or to wake it when its time comes. */
  void happened(Affected one, Event event) {
    if (event.at().isAfter(now)) {
      wake(one.subject(), event.at());
    } else {
      one.happened(event);
    }
  }

  void wake(long subject, Instant at) {
    waking.merge(subject, at, (a, b) -> a.isBefore(b) ? a : b);
  }

  /** That leads became one, or two again, which others may have to hear of. */
  void merged(Merge merge) {
    merges.add(merge);
  }

  List<Merge> merges() {
    return merges;
  }

  /** When subjects have to be looked at again. */
  Map<Long, Instant> waking() {
    return waking;
  }
}
