package io.plumbline.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of JSON Schema as the document holds it: its whole under a name, and each of its {@code
 * $defs} under that name and its own. So what is written by hand is described once, and the file
 * and the document say the same.
 */
public final class SchemaFile {
  private static final String REFERENCE = "$ref";
  private static final String COMPONENTS = "#/components/schemas/";
  private static final String DEFINITIONS = "#/$defs/";

  private final Map<String, Schema<?>> schemas = new LinkedHashMap<>();
  private final String name;

  /**
   * A file.
   *
   * @param name of the whole in the document
   * @param text JSON Schema 2020-12
   */
  public SchemaFile(String name, String text) {
    this.name = name;
    ObjectMapper mapper = Json31.mapper();
    try {
      ObjectNode whole = (ObjectNode) mapper.readTree(text);
      JsonNode definitions = whole.path("$defs");
      // In the document only its place names it.
      whole.remove(List.of("$schema", "$id", "$defs"));
      rename(whole);
      rename(definitions);
      schemas.put(name, mapper.treeToValue(whole, Schema.class));
      for (Map.Entry<String, JsonNode> each : definitions.properties()) {
        schemas.put(component(each.getKey()), mapper.treeToValue(each.getValue(), Schema.class));
      }
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("the schema " + name + " cannot be read", broken);
    }
  }

  /** Lets every reference point to where the definition is in the document. */
  private void rename(JsonNode node) {
    if (node instanceof ObjectNode object && object.path(REFERENCE).isTextual()) {
      String definition = object.path(REFERENCE).asText().substring(DEFINITIONS.length());
      object.put(REFERENCE, COMPONENTS + component(definition));
    }
    node.forEach(this::rename);
  }

  private String component(String definition) {
    return name + definition.substring(0, 1).toUpperCase(Locale.ROOT) + definition.substring(1);
  }

  /** One of its definitions as the document has it. */
  public Schema<?> definition(String definition) {
    Schema<?> found = schemas.get(component(definition));
    if (found == null) {
      throw new IllegalArgumentException("no " + definition + " in the schema " + name);
    }
    return found;
  }

  /** What refers to one of its definitions from elsewhere in the document. */
  public Schema<?> reference(String definition) {
    return new Schema<>().$ref(COMPONENTS + component(definition));
  }

  /** Puts all of it into the document. */
  public void addTo(OpenAPI document) {
    schemas.forEach(document.getComponents()::addSchemas);
  }
}
