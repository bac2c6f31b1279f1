package io.plumbline.server.live;

import io.plumbline.store.ScoreChange;
import io.plumbline.store.ScoreChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Why one subject is scored anew, collected over a transaction. Of several kinds the weightiest
 * names the cause: a merge, an event, an attribute, time. Attributes that changed beside a
 * weightier cause follow its details as {@code attribute:NAME}. A lead that a message made, of
 * which nothing counts yet, is there because of an event.
 */
final class Cause {
  private static final List<Kind> BY_WEIGHT =
      List.of(Kind.MERGE, Kind.UNMERGE, Kind.MODEL, Kind.EVENT, Kind.ATTRIBUTE, Kind.TIME);
  private static final int MOST_DETAILS = 50;

  private final Map<Kind, Set<String>> details = new TreeMap<>();

  void add(Kind kind, String detail) {
    Set<String> known = details.computeIfAbsent(kind, k -> new LinkedHashSet<>());
    if (known.size() < MOST_DETAILS) {
      known.add(detail);
    }
  }

  void add(Kind kind) {
    details.computeIfAbsent(kind, k -> new LinkedHashSet<>());
  }

  ScoreChange.Cause cause() {
    Kind main = BY_WEIGHT.stream().filter(details::containsKey).findFirst().orElse(Kind.EVENT);
    List<String> told = new ArrayList<>(details.getOrDefault(main, Set.of()));
    if (main != Kind.ATTRIBUTE) {
      details.getOrDefault(Kind.ATTRIBUTE, Set.of()).forEach(name -> told.add("attribute:" + name));
    }
    return new ScoreChange.Cause(main, told);
  }
}
