package io.plumbline.checks.clients;

import io.plumbline.core.fact.Value;
import io.plumbline.server.live.Received;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server collected, as questions about it. */
final class Collected {
  private final List<Received> messages;

  Collected(List<Received> messages) {
    this.messages = messages;
  }

  List<Received> all() {
    return messages;
  }

  Set<String> ids() {
    return messages.stream().map(Received::messageId).collect(Collectors.toSet());
  }

  /** The only event of a type. */
  Received event(String type) {
    List<Received> found = events(type);
    if (found.size() != 1) {
      throw new AssertionError("expected one " + type + ", found " + found + " of " + messages);
    }
    return found.get(0);
  }

  List<Received> events(String type) {
    return messages.stream()
        .filter(message -> message.event().filter(event -> event.type().equals(type)).isPresent())
        .toList();
  }

  /** The values of a property of the events of a type, with repetitions of a message once. */
  Set<String> counted() {
    return events("Counted").stream()
        .map(message -> message.messageId() + " " + property(message, "i"))
        .collect(Collectors.toSet());
  }

  /** The only message that says something of an attribute, and is no event. */
  Received about(String attribute) {
    return messages.stream()
        .filter(message -> message.event().isEmpty())
        .filter(message -> message.attributes().containsKey(attribute))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing about " + attribute + " in " + messages));
  }

  Received.Membership membership() {
    return messages.stream()
        .flatMap(message -> message.membership().stream())
        .filter(membership -> !membership.attributes().isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no account in " + messages));
  }

  Received alias() {
    return messages.stream()
        .filter(message -> message.alias().isPresent())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no alias in " + messages));
  }

  static Optional<Value> property(Received message, String name) {
    return message.event().map(event -> event.properties().get(name));
  }
}
