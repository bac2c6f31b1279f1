package io.plumbline.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What is done with models, wherever they are. Answers have the form of the API's JSON; what is
 * begun is waited for, and answered with its run.
 */
interface ModelDesk {
  /** Adds a draft. */
  JsonNode add(Text text);

  /** Gives a draft up. */
  void abandon(String model, int version);

  /** Makes a version live. */
  JsonNode publish(String model, int version, boolean alerts);

  /** Lets a draft score beside the live version. */
  JsonNode shadow(String model, int version);

  /** Puts a draft in the live version's place for some. */
  JsonNode pilot(String model, int version, Pilot pilot);

  /** Makes a version live again: the one asked for, or the one that was so before. */
  JsonNode rollback(String model, Optional<Integer> to, boolean alerts);

  /** Ends what a version is; answers with the version, and with the run where it took one. */
  JsonNode stop(String model, int version);

  /** What would change by a text, which is kept nowhere. */
  JsonNode impact(Text text);

  /** What differs between two versions. */
  JsonNode diff(String model, int from, int to);

  /** All versions of a model, the latest first. */
  List<JsonNode> versions(String model);

  /** A row for each model, by name of column. */
  List<Map<String, String>> models();

  /**
   * What an author gives.
   *
   * @param model the id that the source names
   * @param appliesTo the condition of those it scores; empty for everybody
   */
  record Text(String model, String source, Optional<String> appliesTo, Optional<String> note) {}

  /**
   * For whom and how long a version is tried.
   *
   * @param slice the condition of those it is tried on
   * @param until its last day, or the instant at which it ends
   */
  record Pilot(String slice, String until, boolean alerts) {}
}
