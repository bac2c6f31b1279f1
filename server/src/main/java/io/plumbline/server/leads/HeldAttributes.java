package io.plumbline.server.leads;

import io.plumbline.server.Refusal;
import io.plumbline.server.leads.SubjectTable.Filling;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Which attributes of leads, or of accounts, are held as columns: those that models need, always,
 * and so many others that lists asked for. When these are too many, the one asked for longest ago
 * makes way. A name that nobody has takes no place. Thread-safe.
 */
final class HeldAttributes {
  /** The most that are held for lists alone; each costs four bytes a subject and its values. */
  static final int MOST = 200;

  private final SubjectTable table;
  private final Consumer<Filling> source;
  private final AtomicLong questions = new AtomicLong();
  private final Map<String, Long> lastAsked = new ConcurrentHashMap<>();
  private volatile Set<String> kept = Set.of();

  /**
   * None yet.
   *
   * @param source fills columns with what the store says
   */
  HeldAttributes(SubjectTable table, Consumer<Filling> source) {
    this.table = table;
    this.source = source;
  }

  /** Sets which never make way, and says whether all of them can be read at once. */
  boolean keep(Set<String> names) {
    kept = Set.copyOf(names);
    if (table.size() == 0) {
      table.hold(names);
    }
    return names.stream().allMatch(table::isComplete);
  }

  /** Reads what is missing of those that never make way. */
  void fillKept() {
    filled(kept);
  }

  /**
   * The columns of some attributes, of those that somebody has; the first use of one takes a while.
   *
   * @throws Refusal UNPROCESSABLE where they are more than can be held
   */
  Map<String, AttributeColumn> columns(Collection<String> names) {
    Set<String> wanted = names.stream().filter(table::mayHave).collect(Collectors.toSet());
    long others = wanted.stream().filter(name -> !kept.contains(name)).count();
    if (others > MOST) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "A list can ask for " + MOST + " attributes that no model uses; found " + others + ".");
    }
    long question = questions.incrementAndGet();
    wanted.forEach(name -> lastAsked.put(name, question));
    Map<String, AttributeColumn> held = held(wanted);
    boolean complete = held.values().stream().allMatch(AttributeColumn::isComplete);
    return complete && held.size() == wanted.size() ? held : filled(wanted);
  }

  private Map<String, AttributeColumn> held(Set<String> names) {
    return names.stream()
        .flatMap(name -> table.attribute(name).stream())
        .collect(Collectors.toMap(AttributeColumn::name, column -> column));
  }

  private synchronized Map<String, AttributeColumn> filled(Set<String> names) {
    makeRoom(names);
    table.hold(names);
    Map<String, AttributeColumn> held = held(names);
    List<AttributeColumn> missing =
        held.values().stream().filter(column -> !column.isComplete()).toList();
    if (!missing.isEmpty()) {
      try (Filling filling = table.fill(missing)) {
        source.accept(filling);
        filling.complete();
      }
    }
    return held;
  }

  private void makeRoom(Set<String> names) {
    Set<String> present = new HashSet<>(table.attributeNames());
    present.removeAll(kept);
    long coming = names.stream().filter(name -> !kept.contains(name)).count();
    present.removeAll(names);
    long tooMany = present.size() + coming - MOST;
    if (tooMany > 0) {
      table.letGo(
          present.stream()
              .sorted(Comparator.comparingLong(name -> lastAsked.getOrDefault(name, 0L)))
              .limit(tooMany)
              .toList());
    }
    lastAsked.keySet().removeIf(name -> !names.contains(name) && !table.isHeld(name));
  }
}
