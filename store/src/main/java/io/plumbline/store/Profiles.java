package io.plumbline.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is known under what, and who is one with whom. */
public interface Profiles {
  /** The profiles of those identifiers that are known. */
  Map<Identifier, Profile> find(Collection<Identifier> identifiers);

  /** A new profile for each identifier, none of which may be known; each a subject of its own. */
  Map<Identifier, Profile> create(Collection<Identifier> identifiers, Instant firstSeen);

  /** The profiles of each subject, the one it is called by first. */
  Map<Long, List<Profile>> ofSubjects(Collection<Long> subjects);

  /** The profiles of those keys that exist. */
  Map<Long, Profile> get(Collection<Long> keys);

  /** Up to a number of profiles with keys above one, rising. */
  List<Profile> after(long key, int limit);

  /** The highest key given; 0 for none. */
  long highestKey();

  /** Moves profiles to a subject. */
  void move(Collection<Long> profiles, long subject);

  /** Writes down a merge and gives its key. */
  long addMerge(Merge merge);

  Optional<Merge> merge(long key);

  /** The merges that took part in a subject, undone ones included, in the order made. */
  List<Merge> mergesOf(long subject);

  void undoMerge(long key, Instant at);

  /**
   * Ties a lead's profile to an account from an instant on; the latest tie by instant counts. It is
   * the profile's, so that a merge undone gives each its account back.
   */
  void tie(long lead, long account, Instant at);

  /** The accounts that leads' profiles are tied to. */
  Map<Long, Long> accountsOf(Collection<Long> leads);

  /** The leads' profiles tied to an account. */
  List<Long> members(long account);
}
