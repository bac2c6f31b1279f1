package io.plumbline.checks.serve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was sent in a test, and which of it was acknowledged. Thread-safe. */
final class Ledger {
  private final Map<String, Message> sent = new ConcurrentHashMap<>();
  private final Map<String, Message> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

  /**
   * A message as it is sent, however often.
   *
   * @param person whose it is, whatever the identifiers in it
   * @param event its type, where it is an event
   * @param joins identifiers that it says are one person's
   * @param bad whether it is none that can be taken
   */
  record Message(
      String id,
      String person,
      Optional<String> event,
      Instant at,
      List<String> joins,
      boolean bad,
      Map<String, Object> json) {}

  /** Says that messages are on their way, for the first time or again. */
  void sending(List<Message> messages) {
    for (Message message : messages) {
      sent.put(message.id(), message);
      attempts.merge(message.id(), 1, Integer::sum);
    }
  }

  /** How often a message was sent. */
  int attempts(String id) {
    return attempts.getOrDefault(id, 0);
  }

  void acknowledged(List<Message> messages) {
    messages.forEach(message -> acknowledged.put(message.id(), message));
  }

  /** Every message that was sent at least once, acknowledged or not. */
  Map<String, Message> sent() {
    return Map.copyOf(sent);
  }

  Map<String, Message> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** The events that were acknowledged, by id. */
  Map<String, Message> acknowledgedEvents() {
    Map<String, Message> events = new LinkedHashMap<>();
    acknowledged.forEach(
        (id, message) -> {
          if (message.event().isPresent()) {
            events.put(id, message);
          }
        });
    return events;
  }

  /** The groups of identifiers that acknowledged messages say are one person's. */
  List<List<String>> acknowledgedJoins() {
    List<List<String>> joins = new ArrayList<>();
    acknowledged.values().stream()
        .map(Message::joins)
        .filter(ids -> ids.size() > 1)
        .forEach(joins::add);
    return joins;
  }
}
