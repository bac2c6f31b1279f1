package io.plumbline.server.collect;

import io.plumbline.core.fact.Value;
import io.plumbline.server.live.Received;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * CloudEvents 1.0 in structured form: the subject, or the extension {@code userid}, is the person,
 * the type the type, an object as data the properties. Its source and id together name it.
 */
final class CloudEventsDialect implements Dialect {
  @Override
  public Optional<Received> message(Draft call, Draft outer, Reception reception) {
    call.needed("specversion", CollectionLimits.TYPE_CHARACTERS);
    String id =
        call.needed("source", Integer.MAX_VALUE) + " " + call.needed("id", Integer.MAX_VALUE);
    String type = call.needed("type", CollectionLimits.TYPE_CHARACTERS);
    Map<String, Value> properties = new LinkedHashMap<>();
    call.section(Section.DATA)
        .forEach((name, value) -> value.ifPresent(known -> properties.put(name, known)));
    Instant at = SentTime.of(call, "time").orElse(reception.received());
    return Optional.of(
        CallParts.event(new Received.Happening(type, properties), Map.of())
            .message(
                person(call),
                MessageIds.kept(id),
                new CallParts.Times(at, Optional.empty()),
                reception));
  }

  private static CallParts.Person person(Draft call) {
    Optional<String> anonymous = call.text("anonymousid", CollectionLimits.ID_CHARACTERS);
    Optional<String> user = call.text("userid", CollectionLimits.ID_CHARACTERS);
    if (user.isEmpty() && anonymous.isEmpty()) {
      user = call.text("subject", CollectionLimits.ID_CHARACTERS);
    }
    if (user.isEmpty() && anonymous.isEmpty()) {
      throw new Unacceptable(
          "missing_field",
          call.path("subject"),
          "found nothing, expected whom it is about here, or in userid or anonymousid");
    }
    return new CallParts.Person(user, anonymous);
  }
}
