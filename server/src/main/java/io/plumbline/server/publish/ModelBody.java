package io.plumbline.server.publish;

import io.plumbline.server.Refusal;
import io.plumbline.server.publish.Drafts.Text;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of a model as a request carries it: YAML alone, or JSON that holds the YAML as text with
 * a note and a slice beside it.
 */
final class ModelBody {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ModelBody() {}

  /**
   * Reads a body.
   *
   * @param note as the parameter says, where the body is YAML alone
   * @param appliesTo as the parameter says, where the body is YAML alone
   */
  static Text read(
      String contentType, String body, Optional<String> note, Optional<String> appliesTo) {
    boolean json = contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
    if (!json) {
      return new Text(body, appliesTo.orElse(""), note.orElse(""));
    }
    JsonNode object = object(body);
    for (String name : object.propertyNames()) {
      if (!name.equals("source") && !name.equals("note") && !name.equals("applies_to")) {
        throw invalid("The field " + name + " is not known; there are source, note, applies_to.");
      }
    }
    String source =
        text(object, "source")
            .orElseThrow(() -> invalid("The field source, the model's YAML text, is missing."));
    return new Text(
        source,
        slice(object).or(() -> appliesTo).orElse(""),
        text(object, "note").or(() -> note).orElse(""));
  }

  private static JsonNode object(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (!node.isObject()) {
        throw invalid("The body is no JSON object with a field source.");
      }
      return node;
    } catch (JacksonException e) {
      // What goes beyond the parser's limits, as what is nested too deeply, has no place.
      throw invalid(
          "The body is not JSON"
              + Optional.ofNullable(e.getLocation())
                  .map(at -> ": look at line " + at.getLineNr() + ", column " + at.getColumnNr())
                  .orElse(", or goes beyond what is read")
              + ".");
    }
  }

  private static Optional<String> text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw invalid("The field " + name + " is no text.");
    }
    return Optional.of(value.asString());
  }

  /** A condition is text (YAML or JSON), or stands there as an object. */
  private static Optional<String> slice(JsonNode object) {
    JsonNode value = object.path("applies_to");
    return value.isObject() ? Optional.of(value.toString()) : text(object, "applies_to");
  }

  private static Refusal invalid(String detail) {
    return new Refusal(Refusal.Code.INVALID, detail);
  }
}
