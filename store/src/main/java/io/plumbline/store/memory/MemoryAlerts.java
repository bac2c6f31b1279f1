package io.plumbline.store.memory;

import io.plumbline.store.AlertRule;
import io.plumbline.store.AlertState;
import io.plumbline.store.Alerts;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class MemoryAlerts implements Alerts {
  private static final Comparator<Place> BY_SUBJECT =
      Comparator.comparingLong(Place::subject).thenComparingLong(Place::rule);

  private final Journal journal;
  private final Rows<Long, AlertRule> rules;
  private final Rows<Place, AlertState> states;

  MemoryAlerts(Journal journal) {
    this.journal = journal;
    rules = new Rows<>(journal);
    states = new Rows<>(journal);
  }

  @Override
  public AlertRule add(AlertRule rule) {
    AlertRule stored = rule.stored(journal.next("alert_rule"));
    update(stored);
    return stored;
  }

  @Override
  public void update(AlertRule rule) {
    journal.next(MemoryWebhooks.REVISION);
    rules.put(rule.key(), rule);
  }

  @Override
  public void remove(long key) {
    journal.next(MemoryWebhooks.REVISION);
    rules.remove(key);
  }

  @Override
  public Optional<AlertRule> get(long key) {
    return rules.get(key);
  }

  @Override
  public List<AlertRule> list() {
    return List.copyOf(rules.all().values());
  }

  @Override
  public List<AlertState> states(Collection<Long> subjects) {
    Set<Long> asked = new HashSet<>(subjects);
    return states.all().values().stream().filter(state -> asked.contains(state.subject())).toList();
  }

  @Override
  public void putStates(List<AlertState> changed) {
    for (AlertState state : changed) {
      Place place = new Place(state.subject(), state.rule());
      if (state.equals(AlertState.armed(state.rule(), state.subject()))) {
        states.remove(place);
      } else {
        states.put(place, state);
      }
    }
  }

  @Override
  public List<AlertState> due(Instant now, int limit) {
    return states.all().values().stream()
        .filter(state -> state.due().filter(due -> !due.isAfter(now)).isPresent())
        .sorted(Comparator.comparing(state -> state.due().orElse(Instant.MAX)))
        .limit(limit)
        .toList();
  }

  @Override
  public int removeStates(long rule, int limit) {
    List<Place> some =
        states.all().keySet().stream().filter(place -> place.rule() == rule).limit(limit).toList();
    some.forEach(states::remove);
    return some.size();
  }

  private record Place(long subject, long rule) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return BY_SUBJECT.compare(this, other);
    }
  }
}
