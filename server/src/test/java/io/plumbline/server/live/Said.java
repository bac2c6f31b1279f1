package io.plumbline.server.live;

import io.plumbline.core.fact.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A message, put together. */
final class Said {
  private final Optional<String> user;
  private final Optional<String> anonymous;
  private final Instant at;
  private final Map<String, Optional<Value>> attributes = new LinkedHashMap<>();
  private Optional<Received.Membership> membership = Optional.empty();
  private Optional<Received.Alias> alias = Optional.empty();

  private Said(Optional<String> user, Optional<String> anonymous, Instant at) {
    this.user = user;
    this.anonymous = anonymous;
    this.at = at;
  }

  static Said by(String user, Instant at) {
    return new Said(Optional.of(user), Optional.empty(), at);
  }

  static Said anonymously(String anonymous, Instant at) {
    return new Said(Optional.empty(), Optional.of(anonymous), at);
  }

  static Said by(String user, String anonymous, Instant at) {
    return new Said(Optional.of(user), Optional.of(anonymous), at);
  }

  static Said by(Optional<String> user, Optional<String> anonymous, Instant at) {
    return new Said(user, anonymous, at);
  }

  Said with(String attribute, String value) {
    return with(attribute, Optional.of(new Value.Text(value)));
  }

  Said with(String attribute, Optional<Value> value) {
    attributes.put(attribute, value);
    return this;
  }

  Said of(String account, Map<String, Optional<Value>> known) {
    membership = Optional.of(new Received.Membership(account, known));
    return this;
  }

  Said once(String previousId) {
    alias = Optional.of(new Received.Alias(previousId));
    return this;
  }

  Received event(String id, String type) {
    return event(id, type, Map.of());
  }

  Received event(String id, String type, Map<String, Value> properties) {
    return received(id, Optional.of(new Received.Happening(type, properties)));
  }

  Received message(String id) {
    return received(id, Optional.empty());
  }

  private Received received(String id, Optional<Received.Happening> event) {
    return new Received(
        user,
        anonymous,
        id,
        at,
        at,
        Optional.empty(),
        "test",
        event,
        attributes,
        membership,
        alias);
  }
}
