package io.plumbline.cli;

import io.plumbline.server.client.ServerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows as people read them, or as JSON Lines. */
final class RowTable {
  private RowTable() {}

  static String text(List<Map<String, String>> rows, boolean json) {
    StringBuilder text = new StringBuilder();
    if (json) {
      rows.forEach(row -> text.append(ServerClient.json(row)).append('\n'));
      return text.toString();
    }
    if (rows.isEmpty()) {
      return "";
    }
    List<String> columns = new ArrayList<>(rows.get(0).keySet());
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    rows.forEach(row -> lines.add(row.values().stream().map(RowTable::shown).toList()));
    for (List<String> line : lines) {
      StringBuilder shown = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        int column = i;
        int widest = lines.stream().mapToInt(it -> it.get(column).length()).max().orElse(0);
        shown.append(line.get(i)).append(" ".repeat(widest - line.get(i).length() + 2));
      }
      text.append(shown.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** Others wrote it: a note may have lines, and what moves the cursor of a terminal. */
  private static String shown(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
