package io.plumbline.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of attributes or properties, numbered in the order first met. */
final class Slots {
  private final Map<String, Integer> byName = new LinkedHashMap<>();

  int of(String name) {
    return byName.computeIfAbsent(name, unused -> byName.size());
  }

  List<String> names() {
    return List.copyOf(new ArrayList<>(byName.keySet()));
  }
}
