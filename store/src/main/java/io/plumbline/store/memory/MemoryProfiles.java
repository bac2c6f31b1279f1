package io.plumbline.store.memory;

import io.plumbline.store.Identifier;
import io.plumbline.store.Merge;
import io.plumbline.store.MergeChain;
import io.plumbline.store.Profile;
import io.plumbline.store.Profiles;
import io.plumbline.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

final class MemoryProfiles implements Profiles {
  private static final String KEYS = "profile";

  private final Journal journal;
  private final Rows<Long, Profile> profiles;
  private final Map<Identifier, Long> byIdentifier = new HashMap<>();
  private final Rows<Long, List<Long>> bySubject;
  private final Rows<Long, Merge> merges;
  private final Rows<Long, NavigableMap<Instant, Long>> ties;

  MemoryProfiles(Journal journal) {
    this.journal = journal;
    profiles = new Rows<>(journal);
    bySubject = new Rows<>(journal);
    merges = new Rows<>(journal);
    ties = new Rows<>(journal);
  }

  @Override
  public Map<Identifier, Profile> find(Collection<Identifier> identifiers) {
    Map<Identifier, Profile> found = new HashMap<>();
    for (Identifier identifier : identifiers) {
      Long key = byIdentifier.get(identifier);
      if (key != null) {
        found.put(identifier, profiles.get(key).orElseThrow());
      }
    }
    return found;
  }

  @Override
  public Map<Identifier, Profile> create(Collection<Identifier> identifiers, Instant firstSeen) {
    Map<Identifier, Profile> created = new HashMap<>();
    for (Identifier identifier : new LinkedHashSet<>(identifiers)) {
      if (byIdentifier.containsKey(identifier)) {
        throw new StoreException(StoreException.Code.BROKEN, "a profile is there already");
      }
      long key = journal.next(KEYS);
      Profile profile = new Profile(key, identifier, key, firstSeen);
      profiles.put(key, profile);
      bySubject.put(key, List.of(key));
      journal.note(() -> byIdentifier.remove(identifier));
      byIdentifier.put(identifier, key);
      created.put(identifier, profile);
    }
    return created;
  }

  @Override
  public Map<Long, List<Profile>> ofSubjects(Collection<Long> subjects) {
    Map<Long, List<Profile>> found = new HashMap<>();
    for (Long subject : subjects) {
      List<Profile> own =
          bySubject.get(subject).orElse(List.of()).stream()
              .flatMap(key -> profiles.get(key).stream())
              .toList();
      if (!own.isEmpty()) {
        found.put(subject, own);
      }
    }
    return found;
  }

  @Override
  public Map<Long, Profile> get(Collection<Long> keys) {
    Map<Long, Profile> found = new HashMap<>();
    keys.forEach(key -> profiles.get(key).ifPresent(profile -> found.put(key, profile)));
    return found;
  }

  @Override
  public List<Profile> after(long key, int limit) {
    return profiles.all().tailMap(key, false).values().stream().limit(limit).toList();
  }

  @Override
  public long highestKey() {
    return journal.last(KEYS);
  }

  @Override
  public void move(Collection<Long> moved, long subject) {
    for (Long key : moved) {
      Profile profile = profiles.get(key).orElseThrow();
      List<Long> left = new ArrayList<>(bySubject.get(profile.subject()).orElse(List.of()));
      left.remove(key);
      bySubject.put(profile.subject(), List.copyOf(left));
      List<Long> joined = new ArrayList<>(bySubject.get(subject).orElse(List.of()));
      joined.add(key);
      joined.sort((a, b) -> a == subject ? -1 : b == subject ? 1 : Long.compare(a, b));
      bySubject.put(subject, List.copyOf(joined));
      profiles.put(key, new Profile(key, profile.identifier(), subject, profile.firstSeen()));
    }
  }

  @Override
  public long addMerge(Merge merge) {
    long key = journal.next("merge");
    merges.put(key, merge.as(key, merge.undoneAt()));
    return key;
  }

  @Override
  public Optional<Merge> merge(long key) {
    return merges.get(key);
  }

  @Override
  public List<Merge> mergesOf(long subject) {
    return MergeChain.of(
        subject,
        subjects ->
            merges.all().values().stream()
                .filter(merge -> subjects.contains(merge.into()) || merge.from() == subject)
                .toList());
  }

  @Override
  public void undoMerge(long key, Instant at) {
    Merge merge = merges.get(key).orElseThrow();
    merges.put(key, merge.as(key, Optional.of(at)));
  }

  @Override
  public void tie(long lead, long account, Instant at) {
    NavigableMap<Instant, Long> own = new TreeMap<>(ties.get(lead).orElse(new TreeMap<>()));
    own.put(at, account);
    ties.put(lead, own);
  }

  @Override
  public Map<Long, Long> accountsOf(Collection<Long> leads) {
    Map<Long, Long> accounts = new HashMap<>();
    for (Long lead : leads) {
      ties.get(lead).ifPresent(own -> accounts.put(lead, own.lastEntry().getValue()));
    }
    return accounts;
  }

  @Override
  public List<Long> members(long account) {
    return ties.all().entrySet().stream()
        .filter(entry -> entry.getValue().lastEntry().getValue() == account)
        .map(Map.Entry::getKey)
        .toList();
  }
}
