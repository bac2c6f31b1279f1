package io.plumbline.cli.sample;

import java.util.Arrays;
import java.util.List;

/**
 * Something a person did, or that was done to a person's mailbox.
 *
 * @param properties one a column of {@link #PROPERTIES}, blank for none
 */
record Happening(String type, long second, List<String> properties) {
  static final List<String> PROPERTIES =
      List.of("path", "form", "campaign", "kind", "actor", "minutes");

  Happening {
    properties = List.copyOf(properties);
  }

  /** A happening with properties given as name, value, name, value. */
  static Happening of(String type, long second, String... namesAndValues) {
    String[] properties = new String[PROPERTIES.size()];
    Arrays.fill(properties, "");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties[PROPERTIES.indexOf(namesAndValues[i])] = namesAndValues[i + 1];
    }
    return new Happening(type, second, List.of(properties));
  }

  String property(String name) {
    return properties.get(PROPERTIES.indexOf(name));
  }

  boolean is(String otherType) {
    return type.equals(otherType);
  }
}
