package io.plumbline.server.collect;

/** The parts of a call that hold values by name. */
enum Section {
  PROPERTIES("properties"),
  TRAITS("traits"),
  CONTEXT_TRAITS("context.traits"),
  PAGE("context.page"),
  CAMPAIGN("context.campaign"),
  LIBRARY("context.library"),
  SET("$set"),
  DATA("data");

  private final String path;

  Section(String path) {
    this.path = path;
  }

  /** Where it stands in a call. */
  String path() {
    return path;
  }
}
