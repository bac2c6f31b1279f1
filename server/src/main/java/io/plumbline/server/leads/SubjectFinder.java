package io.plumbline.server.leads;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.Problems;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the subject that a path names: by any of its ids, those of before a merge too. */
final class SubjectFinder {
  private SubjectFinder() {}

  /**
   * The profiles of a subject, the one it is called by first; refuses where there is none.
   *
   * @param account whether an account is meant, and no lead
   */
  static List<Profile> profiles(Transaction tx, boolean account, String id) {
    List<Identifier> names = new ArrayList<>();
    if (!id.isBlank()) {
      if (account) {
        names.add(Identifier.account(id));
      } else {
        Identifier.anonymousOf(id).ifPresent(names::add);
        names.add(Identifier.user(id));
      }
    }
    Map<Identifier, Profile> found = tx.profiles().find(names);
    for (Identifier name : names) {
      Optional<Profile> profile = Optional.ofNullable(found.get(name));
      if (profile.isPresent()) {
        long subject = profile.get().subject();
        return tx.profiles().ofSubjects(List.of(subject)).getOrDefault(subject, List.of());
      }
    }
    throw new Refusal(
        Refusal.Code.NOT_FOUND,
        "There is no " + (account ? "account " : "lead ") + Problems.quoted(id) + ".");
  }

  static long subject(Transaction tx, boolean account, String id) {
    return profiles(tx, account, id).get(0).subject();
  }

  static List<Long> keys(List<Profile> profiles) {
    return profiles.stream().map(Profile::key).toList();
  }

  /** What a subject is called, whether it is one of its own or not. */
  static String name(Transaction tx, long key) {
    return Optional.ofNullable(tx.profiles().get(List.of(key)).get(key))
        .map(profile -> profile.identifier().subjectId())
        .orElse("");
  }
}
