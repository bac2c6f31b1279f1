package io.plumbline.server.live;

import io.plumbline.core.fact.Event;
import io.plumbline.server.live.Recognition.Known;
import io.plumbline.store.EventFact;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Appends the facts that messages bring, each once. */
final class Appending {
  private final Round round;
  private final Recognition recognition;

  Appending(Round round, Recognition recognition) {
    this.round = round;
    this.recognition = recognition;
  }

  /** Whether each message brought something new; an event that was there already did not. */
  BitSet append(List<Known> messages) {
    Set<Long> leads = new LinkedHashSet<>();
    Set<Long> accounts = new LinkedHashSet<>();
    for (Known known : messages) {
      known.person().ifPresent(person -> leads.add(recognition.subjectOf(person)));
      known.account().ifPresent(account -> accounts.add(account.subject()));
    }
    round.load(leads, false);
    round.load(accounts, true);
    BitSet fresh = appendEvents(messages);
    appendTies(messages);
    appendAttributes(messages);
    return fresh;
  }

  private BitSet appendEvents(List<Known> messages) {
    List<EventFact> facts = new ArrayList<>(messages.size());
    List<Long> subjects = new ArrayList<>(messages.size());
    List<Integer> places = new ArrayList<>(messages.size());
    BitSet fresh = new BitSet(messages.size());
    RepeatedIds repeated = new RepeatedIds(round, recognition, messages);
    for (int i = 0; i < messages.size(); i++) {
      Received message = messages.get(i).message();
      Optional<Profile> person = messages.get(i).person();
      if (message.event().isEmpty() || person.isEmpty()) {
        fresh.set(i);
      } else if (!repeated.isKnown(person.get(), message.messageId())) {
        facts.add(fact(message, person.get(), message.event().get()));
        subjects.add(recognition.subjectOf(person.get()));
        places.add(i);
      }
    }
    BitSet appended = round.tx().facts().appendEvents(facts);
    for (int i = 0; i < facts.size(); i++) {
      if (appended.get(i)) {
        fresh.set(places.get(i));
        round.happened(round.loaded(subjects.get(i)), facts.get(i).event());
      }
    }
    shareWithAccounts(facts, subjects, appended);
    return fresh;
  }

  private static EventFact fact(Received message, Profile person, Received.Happening happening) {
    Event event =
        new Event(
            message.messageId(),
            Canonical.name(happening.type()),
            message.at(),
            Canonical.of(happening.properties()));
    return new EventFact(person.key(), event, message.received(), message.sent(), message.source());
  }

  /** What members do counts for their account as well. */
  private void shareWithAccounts(List<EventFact> facts, List<Long> leads, BitSet appended) {
    Map<Long, Long> accounts = new HashMap<>();
    for (long lead : new HashSet<>(leads)) {
      long account = round.loaded(lead).standing().account();
      if (account != 0) {
        accounts.put(lead, account);
      }
    }
    round.load(new HashSet<>(accounts.values()), true);
    for (int i = 0; i < facts.size(); i++) {
      Long account = accounts.get(leads.get(i));
      if (account != null && appended.get(i)) {
        shareWithAccount(round.loaded(account), leads.get(i), facts.get(i).event());
      }
    }
  }

  private void shareWithAccount(Affected account, long lead, Event event) {
    String member =
        round.loaded(lead).standing().folded().map(FoldedSubject::id).orElseGet(() -> idOf(lead));
    round.happened(account, SubjectFacts.ofMember(member, event));
  }

  private String idOf(long lead) {
    Profile first = round.identities().ofSubject(round.tx(), lead).get(0);
    return first.identifier().subjectId();
  }

  private void appendTies(List<Known> messages) {
    Set<Long> joined = new LinkedHashSet<>();
    for (Known known : messages) {
      if (known.account().isPresent() && known.person().isPresent()) {
        Profile person = known.person().get();
        long account = known.account().get().subject();
        round.tx().profiles().tie(person.key(), account, known.message().at());
        joined.add(recognition.subjectOf(person));
      }
    }
    if (joined.isEmpty()) {
      return;
    }
    Map<Long, List<Profile>> leads = round.identities().ofSubjects(round.tx(), joined);
    Members.accountsOf(round.tx(), leads).forEach(this::belong);
  }

  private void belong(long lead, long account) {
    Standing standing = round.loaded(lead).standing();
    long former = standing.account();
    if (former == account) {
      return;
    }
    standing.account(account);
    round.loaded(lead).change();
    for (long each : former == 0 ? List.of(account) : List.of(former, account)) {
      Affected one = round.account(each);
      one.rebuild();
      one.cause().add(Kind.EVENT);
    }
  }

  private void appendAttributes(List<Known> messages) {
    Assertions assertions = new Assertions(round);
    for (Known known : messages) {
      Received message = known.message();
      known
          .person()
          .ifPresent(
              person ->
                  assertions.say(
                      round.loaded(recognition.subjectOf(person)),
                      person.key(),
                      message,
                      message.attributes()));
      if (message.membership().isPresent() && known.account().isPresent()) {
        Profile account = known.account().get();
        assertions.say(
            round.loaded(account.subject()),
            account.key(),
            message,
            message.membership().get().attributes());
      }
    }
    if (!assertions.facts().isEmpty()) {
      round.tx().facts().appendAttributes(assertions.facts());
    }
  }
}
