package io.plumbline.format.result;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** JSON with a line for each field, for people to read. */
final class Pretty {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Pretty() {}

  static String json(String compact) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(MAPPER.readTree(compact))
        + "\n";
  }
}
