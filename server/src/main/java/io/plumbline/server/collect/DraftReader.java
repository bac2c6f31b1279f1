package io.plumbline.server.collect;

import io.plumbline.server.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads a body, token by token: one call, an object around a {@code batch} of calls, or a list of
 * calls. What no dialect knows is passed over. Not thread-safe; one body each.
 */
final class DraftReader {
  private static final Set<String> TEXTS =
      Set.of(
          "type",
          "userId",
          "anonymousId",
          "messageId",
          "event",
          "name",
          "category",
          "groupId",
          "previousId",
          "timestamp",
          "originalTimestamp",
          "sentAt",
          "channel",
          "email",
          "writeKey",
          "api_key",
          "token",
          "uuid",
          "distinct_id",
          "sent_at",
          "specversion",
          "id",
          "source",
          "subject",
          "time",
          "userid",
          "anonymousid");

  private static final Map<String, Section> SECTIONS =
      Map.of(
          "properties", Section.PROPERTIES,
          "traits", Section.TRAITS,
          "$set", Section.SET);

  private static final Map<String, Section> CONTEXT =
      Map.of(
          "traits", Section.CONTEXT_TRAITS,
          "page", Section.PAGE,
          "campaign", Section.CAMPAIGN,
          "library", Section.LIBRARY);

  /** What no call goes without: with one of these, what is called batch is something else. */
  private static final List<String> OF_A_CALL = List.of("type", "event", "userId", "anonymousId");

  private final byte[] body;
  private final JsonParser parser;
  private final DottedValues values;
  private final List<Draft> calls = new ArrayList<>();
  private boolean batch;
  private Optional<Unacceptable> noBatch = Optional.empty();

  private DraftReader(byte[] body, JsonParser parser) {
    this.body = body;
    this.parser = parser;
    values = new DottedValues(parser);
  }

  /**
   * Reads a body.
   *
   * @throws tools.jackson.core.JacksonException where it is not JSON
   * @throws Refusal where it is JSON of a wrong shape, or holds too many calls
   */
  static Envelope read(byte[] body) {
    try (JsonParser parser = Bodies.JSON.createParser(ObjectReadContext.empty(), body)) {
      return new DraftReader(body, parser).envelope();
    }
  }

  private Envelope envelope() {
    Draft outer = new Draft("$");
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_OBJECT) {
      call(outer);
      if (!batch && OF_A_CALL.stream().noneMatch(outer::has)) {
        noBatch.ifPresent(outer::refuse);
      }
    } else if (token == JsonToken.START_ARRAY) {
      batch("$");
    } else {
      throw new Refusal(
          Refusal.Code.INVALID,
          "$: found " + found(token) + ", expected an object with an event or a batch of events");
    }
    if (parser.nextToken() != null) {
      throw new Refusal(Refusal.Code.INVALID, "$: found more behind the end of the body");
    }
    return new Envelope(body, outer, batch ? calls : List.of(outer));
  }

  private void call(Draft draft) {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    values.restart();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      field(draft, name, parser.nextToken());
    }
    draft.standsAt(from, (int) parser.currentLocation().getByteOffset());
  }

  private void field(Draft draft, String name, JsonToken token) {
    if (name.equals("batch") && token == JsonToken.START_ARRAY && draft.path().equals("$")) {
      batch("$.batch");
      values.restart();
    } else if (name.equals("batch") && draft.path().equals("$")) {
      noBatch =
          Optional.of(
              new Unacceptable(
                  "wrong_type", "$.batch", "found " + found(token) + ", expected a list"));
      parser.skipChildren();
    } else if (name.equals("context")) {
      context(draft, token);
    } else if (name.equals("data")) {
      section(draft, Section.DATA, token, true);
    } else if (SECTIONS.containsKey(name)) {
      section(draft, SECTIONS.getOrDefault(name, Section.PROPERTIES), token, false);
    } else if (TEXTS.contains(name)) {
      text(draft, name, token);
    } else {
      parser.skipChildren();
    }
  }

  private void batch(String path) {
    batch = true;
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (calls.size() == CollectionLimits.EVENTS) {
        throw new Refusal(
            Refusal.Code.TOO_LARGE,
            path + ": found more than " + CollectionLimits.EVENTS + " events in one batch");
      }
      Draft draft = new Draft(path + "[" + calls.size() + "]");
      calls.add(draft);
      if (token == JsonToken.START_OBJECT) {
        call(draft);
      } else {
        noCall(draft, token);
      }
      token = parser.nextToken();
    }
  }

  private void noCall(Draft draft, JsonToken token) {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    draft.standsAt(from, (int) parser.currentLocation().getByteOffset());
    draft.refuse(
        new Unacceptable(
            "wrong_type", draft.path(), "found " + found(token) + ", expected an object"));
  }

  private void context(Draft draft, JsonToken token) {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    int from = (int) parser.currentTokenLocation().getByteOffset();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      Section section = CONTEXT.get(parser.currentName());
      JsonToken value = parser.nextToken();
      if (section == null) {
        parser.skipChildren();
      } else {
        section(draft, section, value, true);
      }
    }
    draft.contextStandsAt(from, (int) parser.currentLocation().getByteOffset());
  }

  private void section(Draft draft, Section section, JsonToken token, boolean anyType) {
    if (token == JsonToken.START_OBJECT) {
      values.read(draft, section);
      return;
    }
    parser.skipChildren();
    if (!anyType && token != JsonToken.VALUE_NULL) {
      draft.refuse(
          new Unacceptable(
              "wrong_type",
              draft.path(section.path()),
              "found " + found(token) + ", expected an object"));
    }
  }

  private void text(Draft draft, String name, JsonToken token) {
    if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
      draft.put(name, parser.getString());
    } else if (token != JsonToken.VALUE_NULL) {
      parser.skipChildren();
      draft.putStrange(name, found(token));
    }
  }

  private static String found(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "null";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
    };
  }
}
