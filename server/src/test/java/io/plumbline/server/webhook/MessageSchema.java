package io.plumbline.server.webhook;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published schema of messages, in which nothing may stand that it does not name. What receives
 * messages in tests holds each against it.
 */
public final class MessageSchema {
  private static final Schema CLOSED = closed();

  private MessageSchema() {}

  private static Schema closed() {
    JsonNode schema = JsonMapper.shared().readTree(MessageDocument.schema());
    close(schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema.toString(), InputFormat.JSON);
  }

  /** Forbids each object what it does not name. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("type").asString("").equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(MessageSchema::close);
  }

  /** What is wrong with a message; nothing where it is as described. */
  public static List<String> findings(String body) {
    return CLOSED.validate(body, InputFormat.JSON).stream()
        .map(error -> error + " in " + body)
        .toList();
  }
}
