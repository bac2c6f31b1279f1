package io.plumbline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Versions of models as rows of a table, by name of column. */
final class VersionRows {
  private static final String MODEL = "model";

  private VersionRows() {}

  /** The versions that count of each model, or its latest where none does. */
  static List<Map<String, String>> ofModels(JsonNode models) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode model : models.path("items")) {
      for (JsonNode version : model.path("current")) {
        rows.add(row(version));
      }
      if (model.path("current").isEmpty()) {
        rows.add(row(model.path("latest")));
      }
    }
    return rows;
  }

  /** Versions of one model, which is not said again in each row. */
  static List<Map<String, String>> ofVersions(List<JsonNode> versions) {
    List<Map<String, String>> rows = versions.stream().map(VersionRows::row).toList();
    rows.forEach(row -> row.remove(MODEL));
    return rows;
  }

  private static Map<String, String> row(JsonNode version) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put(MODEL, version.path("model").asString(""));
    row.put("version", Long.toString(version.path("version").asLong()));
    row.put("status", version.path("status").asString(""));
    row.put("published", second(version.path("published_at").asString("")));
    row.put("author", version.path("author").asString(""));
    row.put("note", version.path("note").asString(""));
    return row;
  }

  private static String second(String instant) {
    return instant.replaceFirst("\\.[0-9]+Z$", "Z");
  }
}
