package io.plumbline.cli;

import tools.jackson.databind.JsonNode;

/** What became of a version, as people read it. */
final class SwitchText {
  private SwitchText() {}

  /** A run that has done what it was for, or a failure with its reason. */
  static JsonNode done(JsonNode run) {
    if (!run.path("state").asString("").equals("done")) {
      throw Failure.failed(
          run.path("kind").asString("it")
              + " failed: "
              + run.path("error").asString("the server does not say why"));
    }
    return run;
  }

  /** The answer may also be that the live version says exactly this. */
  static String published(JsonNode run) {
    if (NewVersion.isLive(run)) {
      return NewVersion.live(run) + ": nothing to publish\n";
    }
    return name(run) + " is live: " + changed(run) + "\n";
  }

  static String rolledBack(JsonNode run) {
    return name(run) + " is live again: " + changed(run) + "\n";
  }

  static String shadowed(JsonNode run) {
    return name(run) + " is a shadow: " + run.path("subjects").asLong() + " scored, no effect\n";
  }

  static String piloted(JsonNode run, ModelDesk.Pilot pilot) {
    String end = PilotOptions.isDay(pilot.until()) ? "the end of " + pilot.until() : pilot.until();
    return name(run) + " is a pilot until " + end + ": " + changed(run) + "\n";
  }

  static String stopped(JsonNode stopped) {
    JsonNode version = stopped.path("version");
    JsonNode run = stopped.path("run");
    return switch (version.path("status").asString("")) {
      case "draft" -> name(version) + " is no shadow any more but a draft\n";
      case "abandoned" -> name(version) + " is no pilot any more: " + changed(run) + "\n";
      default ->
          name(version)
              + " is live no more: nobody is scored by this model; 'plumbline model rollback "
              + version.path("model").asString("")
              + "' makes it live again\n";
    };
  }

  /** Of a version or of a run, which name it alike. */
  static String name(JsonNode of) {
    return of.path("model").asString("") + " version " + of.path("version").asLong();
  }

  private static String changed(JsonNode run) {
    return run.path("changed").asLong()
        + " of "
        + run.path("subjects").asLong()
        + " scores changed";
  }
}
