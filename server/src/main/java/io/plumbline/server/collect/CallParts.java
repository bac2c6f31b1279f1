package io.plumbline.server.collect;

import io.plumbline.core.fact.DecimalText;
import io.plumbline.core.fact.Value;
import io.plumbline.server.live.Received;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a call says in its dialect's own words.
 *
 * @param attributes of the person
 */
record CallParts(
    Optional<Received.Happening> event,
    Map<String, Optional<Value>> attributes,
    Optional<Received.Membership> membership,
    Optional<Received.Alias> alias) {
  static CallParts event(Received.Happening event, Map<String, Optional<Value>> attributes) {
    return new CallParts(Optional.of(event), attributes, Optional.empty(), Optional.empty());
  }

  static CallParts attributes(Map<String, Optional<Value>> attributes) {
    return new CallParts(Optional.empty(), attributes, Optional.empty(), Optional.empty());
  }

  CallParts with(Received.Membership account) {
    return new CallParts(event, attributes, Optional.of(account), alias);
  }

  CallParts with(Received.Alias previous) {
    return new CallParts(event, attributes, membership, Optional.of(previous));
  }

  /** The message of somebody at some time. */
  Received message(Person person, String messageId, Times times, Reception reception) {
    return new Received(
        person.userId(),
        person.anonymousId(),
        messageId,
        times.at(),
        reception.received(),
        times.sent(),
        reception.source(),
        event,
        attributes,
        membership,
        alias);
  }

  /** The value of a name, where it is known. */
  static Optional<Value> known(Map<String, Optional<Value>> values, String name) {
    return values.getOrDefault(name, Optional.empty());
  }

  /** The text of a name's value, where it is a text or a number. */
  static Optional<String> text(Map<String, Optional<Value>> values, String name) {
    return known(values, name).flatMap(CallParts::text);
  }

  private static Optional<String> text(Value value) {
    if (value instanceof Value.Text text) {
      return CleanText.isBlank(text.text()) ? Optional.empty() : Optional.of(text.text());
    }
    return value instanceof Value.Decimal decimal
        ? Optional.of(DecimalText.plain(decimal.number()))
        : Optional.empty();
  }

  /** Who says it. */
  record Person(Optional<String> userId, Optional<String> anonymousId) {
    static final Person NOBODY = new Person(Optional.empty(), Optional.empty());

    static Person user(String id) {
      return new Person(Optional.of(id), Optional.empty());
    }

    static Person anonymous(String id) {
      return new Person(Optional.empty(), Optional.of(id));
    }
  }

  /** When it happened, and when the sender sent it, by its own clock. */
  record Times(Instant at, Optional<Instant> sent) {}
}
