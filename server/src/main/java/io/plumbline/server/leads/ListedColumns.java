package io.plumbline.server.leads;

import java.util.List;
import java.util.Map;

/**
 * The attributes that a list needs, which stay as long as it reads them.
 *
 * @param shown the names of those that it shows
 * @param held by name; what is not here nobody has
 */
record ListedColumns(List<String> shown, Map<String, AttributeColumn> held) {
  ListedColumns {
    shown = List.copyOf(shown);
    held = Map.copyOf(held);
  }

  AttributeColumn of(String name) {
    AttributeColumn column = held.get(name);
    return column == null ? new AttributeColumn(name) : column;
  }
}
