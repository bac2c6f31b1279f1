package io.plumbline.server.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is known under what, as far as the lane remembers it. Touched by the lane alone; after a
 * failed transaction all of it is forgotten.
 */
final class Identities {
  private static final int REMEMBERED = 200_000;

  private final Cache<Identifier, Profile> byIdentifier =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();
  private final Cache<Long, List<Profile>> bySubject =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  /** Profiles by identifier, and the keys of those that were made just now. */
  record Resolved(Map<Identifier, Profile> profiles, Set<Long> created) {}

  /** The profiles of identifiers; those that are not known are made, unless they are optional. */
  Resolved resolve(
      Transaction tx, Set<Identifier> wanted, Set<Identifier> optional, Instant firstSeen) {
    Map<Identifier, Profile> resolved = new HashMap<>();
    Set<Identifier> missing = new LinkedHashSet<>();
    for (Set<Identifier> group : List.of(wanted, optional)) {
      for (Identifier identifier : group) {
        Profile known = byIdentifier.getIfPresent(identifier);
        if (known == null) {
          missing.add(identifier);
        } else {
          resolved.put(identifier, known);
        }
      }
    }
    Set<Long> created = new HashSet<>();
    if (!missing.isEmpty()) {
      resolved.putAll(tx.profiles().find(missing));
      missing.removeAll(resolved.keySet());
      missing.retainAll(wanted);
    }
    if (!missing.isEmpty()) {
      Map<Identifier, Profile> made = tx.profiles().create(missing, firstSeen);
      resolved.putAll(made);
      made.values().forEach(profile -> remember(profile, created));
    }
    byIdentifier.putAll(resolved);
    return new Resolved(resolved, created);
  }

  private void remember(Profile profile, Set<Long> created) {
    created.add(profile.key());
    bySubject.put(profile.key(), List.of(profile));
  }

  /** The profiles of each subject, the one it is called by first. */
  Map<Long, List<Profile>> ofSubjects(Transaction tx, Collection<Long> subjects) {
    Map<Long, List<Profile>> known = new HashMap<>();
    List<Long> missing = new ArrayList<>();
    for (long subject : subjects) {
      List<Profile> profiles = bySubject.getIfPresent(subject);
      if (profiles == null) {
        missing.add(subject);
      } else {
        known.put(subject, profiles);
      }
    }
    if (!missing.isEmpty()) {
      Map<Long, List<Profile>> found = tx.profiles().ofSubjects(missing);
      bySubject.putAll(found);
      known.putAll(found);
    }
    return known;
  }

  List<Profile> ofSubject(Transaction tx, long subject) {
    return ofSubjects(tx, List.of(subject)).getOrDefault(subject, List.of());
  }

  /** Moves profiles to another subject, in the store and here. */
  void move(Transaction tx, List<Profile> profiles, long from, long into) {
    tx.profiles().move(profiles.stream().map(Profile::key).toList(), into);
    for (Profile profile : profiles) {
      byIdentifier.put(
          profile.identifier(),
          new Profile(profile.key(), profile.identifier(), into, profile.firstSeen()));
    }
    bySubject.invalidate(from);
    bySubject.invalidate(into);
  }

  void forgetAll() {
    byIdentifier.invalidateAll();
    bySubject.invalidateAll();
  }
}
