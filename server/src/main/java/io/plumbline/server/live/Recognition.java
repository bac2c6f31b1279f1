package io.plumbline.server.live;

import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whose messages are, in the order received: makes profiles for those not met before and
 * merges those who turn out to be one.
 */
final class Recognition {
  private static final String BY_IDENTIFY = "identify";
  private static final String BY_ALIAS = "alias";

  private final Round round;
  private final Merging merging;
  private final Map<Identifier, Profile> profiles = new HashMap<>();
  private final Map<Long, Long> merged = new HashMap<>();
  private final Set<Long> created = new HashSet<>();

  /**
   * A message and whose it is.
   *
   * @param person whose fact it is; empty where it only says something of an account
   * @param account the account that it ties the person to, or says something of
   */
  record Known(Received message, Optional<Profile> person, Optional<Profile> account) {}

  Recognition(Round round) {
    this.round = round;
    merging = new Merging(round);
  }

  List<Known> recognise(List<Received> messages) {
    resolve(messages);
    List<Known> known = new ArrayList<>(messages.size());
    for (Received message : messages) {
      known.add(recognise(message));
    }
    return known;
  }

  private void resolve(List<Received> messages) {
    Set<Identifier> wanted = new LinkedHashSet<>();
    Set<Identifier> optional = new LinkedHashSet<>();
    for (Received message : messages) {
      message.userId().ifPresent(id -> wanted.add(Identifier.user(id)));
      message.anonymousId().ifPresent(id -> wanted.add(Identifier.anonymous(id)));
      message.membership().ifPresent(m -> wanted.add(Identifier.account(m.accountId())));
      message.alias().ifPresent(alias -> optional.add(Identifier.user(alias.previousId())));
      message.alias().ifPresent(alias -> optional.add(Identifier.anonymous(alias.previousId())));
    }
    add(round.identities().resolve(round.tx(), wanted, optional, round.now()));
  }

  private void add(Identities.Resolved resolved) {
    profiles.putAll(resolved.profiles());
    created.addAll(resolved.created());
    for (Profile profile : resolved.profiles().values()) {
      if (resolved.created().contains(profile.key())) {
        round.made(profile);
      }
    }
  }

  private Known recognise(Received message) {
    Optional<Profile> user = message.userId().map(id -> profile(Identifier.user(id)));
    Optional<Profile> anonymous =
        message.anonymousId().map(id -> profile(Identifier.anonymous(id)));
    if (user.isPresent() && anonymous.isPresent()) {
      identify(subjectOf(user.get()), subjectOf(anonymous.get()));
    }
    Optional<Profile> person = user.or(() -> anonymous);
    if (person.isPresent() && message.alias().isPresent()) {
      alias(person.get(), message.alias().get().previousId());
    }
    return new Known(
        message, person, message.membership().map(m -> profile(Identifier.account(m.accountId()))));
  }

  private Profile profile(Identifier identifier) {
    Profile profile = profiles.get(identifier);
    if (profile == null) {
      throw new IllegalStateException("an identifier was not resolved");
    }
    return profile;
  }

  /** The subject of a profile, after the merges of this round. */
  long subjectOf(Profile profile) {
    long subject = profile.subject();
    Long next = merged.get(subject);
    while (next != null) {
      subject = next;
      next = merged.get(subject);
    }
    return subject;
  }

  /** Somebody anonymous gave a user id: they are one, unless the device is another user's too. */
  private void identify(long user, long anonymous) {
    if (user != anonymous && !merging.hasUser(anonymous)) {
      merge(anonymous, user, BY_IDENTIFY);
    }
  }

  private void alias(Profile person, String previousId) {
    Identifier asUser = Identifier.user(previousId);
    Identifier asAnonymous = Identifier.anonymous(previousId);
    if (!profiles.containsKey(asUser) && !profiles.containsKey(asAnonymous)) {
      add(round.identities().resolve(round.tx(), Set.of(asAnonymous), Set.of(), round.now()));
    }
    boolean isAnonymous = profiles.containsKey(asAnonymous);
    long previous = subjectOf(profile(isAnonymous ? asAnonymous : asUser));
    long subject = subjectOf(person);
    if (previous != subject && !(isAnonymous && merging.hasUser(previous))) {
      merge(previous, subject, BY_ALIAS);
    }
  }

  private void merge(long from, long into, String cause) {
    boolean isNew = created.contains(from);
    if (isNew || created.contains(into) || !merging.wasUndone(from, into)) {
      merging.merge(from, into, cause, isNew && !merged.containsValue(from));
      merged.put(from, into);
    }
  }
}
