package io.plumbline.server.live;

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
 * Which leads belong to which account. A tie is a profile's; a lead of several profiles belongs to
 * the account of the first that has one, the profile it is called by before all others.
 */
final class Members {
  private Members() {}

  /** The profiles of each lead that belongs to an account, by subject. */
  static Map<Long, List<Profile>> of(Transaction tx, long account) {
    Set<Long> subjects = new HashSet<>();
    for (Profile tied : tx.profiles().get(tx.profiles().members(account)).values()) {
      subjects.add(tied.subject());
    }
    Map<Long, List<Profile>> members = new HashMap<>(tx.profiles().ofSubjects(subjects));
    Map<Long, Long> accounts = accountsOf(tx, members);
    members.keySet().removeIf(subject -> accounts.getOrDefault(subject, 0L) != account);
    return members;
  }

  /** The account of each lead that belongs to one, by subject. */
  static Map<Long, Long> accountsOf(Transaction tx, Map<Long, List<Profile>> leads) {
    Set<Long> profiles = new HashSet<>();
    leads.values().forEach(list -> list.forEach(profile -> profiles.add(profile.key())));
    Map<Long, Long> ties = tx.profiles().accountsOf(profiles);
    Map<Long, Long> accounts = new HashMap<>();
    leads.forEach(
        (subject, list) ->
            firstTie(list, ties).ifPresent(account -> accounts.put(subject, account)));
    return accounts;
  }

  private static Optional<Long> firstTie(Collection<Profile> profiles, Map<Long, Long> ties) {
    return profiles.stream()
        .map(profile -> ties.getOrDefault(profile.key(), 0L))
        .filter(account -> account != 0)
        .findFirst();
  }
}
