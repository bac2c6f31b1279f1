package io.plumbline.server.client;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a server answered to a request that it did.
 *
 * @param headers by name in lower case, the first of each
 * @param json the body; a missing node where there was none
 */
public record ServerAnswer(int status, Map<String, String> headers, JsonNode json) {
  public ServerAnswer {
    headers = Map.copyOf(headers);
  }

  /** A header, by its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
