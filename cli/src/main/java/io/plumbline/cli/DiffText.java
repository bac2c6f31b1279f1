package io.plumbline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What differs between two versions of a model, as people read it. */
final class DiffText {
  private DiffText() {}

  static String of(JsonNode diff) {
    String text = diff.path("text").asString("");
    String other = joined(diff.path("other"));
    List<Map<String, String>> rows = new ArrayList<>();
    diff.path("rules").forEach(rule -> rows.add(row(rule)));
    if (text.isEmpty() && other.isEmpty() && rows.isEmpty()) {
      return "they say exactly the same\n";
    }
    List<String> parts = new ArrayList<>();
    parts.add(rows.isEmpty() ? "no rule differs\n" : RowTable.text(rows, false));
    if (!other.isEmpty()) {
      parts.add("also different: " + other + "\n");
    }
    parts.add(text);
    parts.removeIf(String::isEmpty);
    return String.join("\n", parts);
  }

  private static Map<String, String> row(JsonNode rule) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("rule", rule.path("rule").asString(""));
    row.put("score", rule.path("score").asString(""));
    row.put("change", rule.path("kind").asString("").toLowerCase(Locale.ROOT));
    row.put("before", rule.path("points_before").asString(""));
    row.put("after", rule.path("points_after").asString(""));
    row.put("differs in", joined(rule.path("changed")));
    return row;
  }

  private static String joined(JsonNode names) {
    List<String> texts = new ArrayList<>();
    names.forEach(name -> texts.add(name.asString("")));
    return String.join(", ", texts);
  }
}
