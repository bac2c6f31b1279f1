package io.plumbline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a publication would change, as people read it. */
final class ImpactText {
  private ImpactText() {}

  static String of(JsonNode report) {
    String model = report.path("model").asString("");
    String from = report.has("from") ? "version " + report.path("from").asLong() : "nothing";
    if (report.has("from") && report.path("from").equals(report.path("to"))) {
      return model + " " + from + " is live and says exactly this: nothing would change\n";
    }
    StringBuilder text = new StringBuilder();
    text.append(model)
        .append(": instead of ")
        .append(from)
        .append('\n')
        .append(report.path("changed").asLong())
        .append(" of ")
        .append(report.path("subjects").asLong())
        .append(" scores would change\n");
    long waiting = report.path("waiting").asLong();
    if (waiting > 0) {
      text.append(waiting)
          .append(" more wait to be folded since the start and are not in these figures\n");
    }
    for (JsonNode kind : report.path("outcomes")) {
      text.append('\n').append(RowTable.text(rows(kind), false));
    }
    return text.toString();
  }

  private static List<Map<String, String>> rows(JsonNode kind) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode label : kind.path("labels")) {
      Map<String, String> row = new LinkedHashMap<>();
      row.put(kind.path("kind").asString(""), label.path("label").asString(""));
      for (String figure : List.of("before", "after", "entered", "left")) {
        row.put(figure, Long.toString(label.path(figure).asLong()));
      }
      rows.add(row);
    }
    return rows;
  }
}
