package io.plumbline.server.live;

import io.plumbline.server.live.Recognition.Known;
import io.plumbline.store.Profile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which events of subjects of several profiles came before under another of their profiles; those
 * of one profile the store tells apart itself.
 */
final class RepeatedIds {
  private final Recognition recognition;
  private final Map<Long, Set<String>> known = new HashMap<>();

  RepeatedIds(Round round, Recognition recognition, List<Known> messages) {
    this.recognition = recognition;
    Map<Long, Set<String>> ids = new HashMap<>();
    for (Known one : messages) {
      if (one.message().event().isPresent() && one.person().isPresent()) {
        ids.computeIfAbsent(recognition.subjectOf(one.person().get()), s -> new HashSet<>())
            .add(one.message().messageId());
      }
    }
    Map<Long, List<Profile>> profiles = round.identities().ofSubjects(round.tx(), ids.keySet());
    Map<Long, Set<String>> asked = new HashMap<>();
    ids.forEach(
        (subject, own) -> {
          List<Profile> of = profiles.getOrDefault(subject, List.of());
          if (of.size() > 1) {
            known.put(subject, new HashSet<>());
            of.forEach(profile -> asked.put(profile.key(), own));
          }
        });
    Map<Long, Set<String>> found = round.tx().facts().known(asked);
    known.forEach(
        (subject, all) ->
            profiles
                .getOrDefault(subject, List.of())
                .forEach(profile -> all.addAll(found.getOrDefault(profile.key(), Set.of()))));
  }

  /** Whether an event is known, which from then on it is. */
  boolean isKnown(Profile person, String id) {
    Set<String> ids = known.get(recognition.subjectOf(person));
    return ids != null && !ids.add(id);
  }
}
