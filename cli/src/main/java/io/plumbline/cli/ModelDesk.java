package io.plumbline.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is done with models, wherever they are. Answers have the form of the API's JSON. */
interface ModelDesk {
  /** Adds a draft. */
  JsonNode add(Text text);

  /** Makes a version live and waits for the end of it. */
  JsonNode publish(String model, int version, boolean alerts);

  /** What would change by a text, which is waited for; the text is kept nowhere. */
  JsonNode impact(Text text);

  /** A row for each model, by name of column. */
  List<Map<String, String>> models();

  /**
   * What an author gives.
   *
   * @param model the id that the source names
   * @param appliesTo the condition of those it scores; empty for everybody
   */
  record Text(String model, String source, Optional<String> appliesTo, Optional<String> note) {}
}
