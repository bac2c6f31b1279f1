package io.plumbline.server.publish;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ApiJson;
import io.plumbline.server.publish.ModelJson.Given;
import io.plumbline.server.publish.ModelJson.Model;
import io.plumbline.server.publish.ModelJson.Models;
import io.plumbline.server.publish.ModelJson.RunShown;
import io.plumbline.server.publish.ModelJson.Stopped;
import io.plumbline.server.publish.ModelJson.Version;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.server.publish.Publishing.Started;
import io.plumbline.store.ModelVersion.Pilot;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API answers about models, for whoever works on a store without a server. */
public final class StoreModels {
  private static final JsonMapper JSON = ApiJson.configure(JsonMapper.builder()).build();
  private static final Duration AT_MOST = Duration.ofHours(6);

  private final Drafts drafts;
  private final Publishing publishing;
  private final Impacts impacts;

  public StoreModels(Drafts drafts, Publishing publishing, Impacts impacts) {
    this.drafts = drafts;
    this.publishing = publishing;
    this.impacts = impacts;
  }

  /** Adds a draft, as {@code POST /models} does. */
  public JsonNode add(Drafts.Text text, String actor) {
    return tree(Given.of(drafts.add(text, actor)));
  }

  /** Makes a version live, and answers when that has ended. */
  public JsonNode publish(String model, int version, Order order) {
    return tree(ended(publishing.publish(model, version, order)));
  }

  /** Makes the version live that was so before, or the one asked for. */
  public JsonNode rollback(String model, Optional<Integer> to, Order order) {
    return tree(ended(publishing.rollback(model, to, order)));
  }

  /** Lets a draft score live leads without effect. */
  public JsonNode shadow(String model, int version, Order order) {
    return tree(ended(publishing.shadow(model, version, order)));
  }

  /** Puts a draft in the live version's place for some. */
  public JsonNode pilot(String model, int version, String slice, String until, Order order) {
    Pilot pilot = new Pilot(slice, PilotEnd.of(until, drafts.version(model, version)));
    return tree(ended(publishing.pilot(model, version, pilot, order)));
  }

  /** Ends a pilot, a shadow, or a whole model. */
  public JsonNode stop(String model, int version, Order order) {
    Optional<RunShown> run = publishing.stop(model, version, order).map(StoreModels::ended);
    return tree(new Stopped(Version.of(drafts.version(model, version)), run));
  }

  private static RunShown ended(Started started) {
    started.end().join();
    return RunShown.of(started, started.version());
  }

  /** Gives a draft up. */
  public void abandon(String model, int version, String actor) {
    drafts.abandon(model, version, actor, unused -> {});
  }

  /** All versions of a model, the latest first. */
  public JsonNode versions(String model) {
    drafts.overview(model);
    return tree(
        drafts.versions(model, Optional.empty(), Drafts.MOST_VERSIONS).stream()
            .map(Version::of)
            .toList());
  }

  /** What differs between two versions. */
  public JsonNode diff(String model, int from, int to) {
    return tree(drafts.diff(model, from, to));
  }

  /** Works the impact of a text out, which is kept nowhere, and gives the report. */
  public JsonNode impact(String model, Drafts.Text text) {
    Impacts.Asked asked = impacts.ask(drafts.unkept(model, text));
    asked.await(AT_MOST);
    ImpactReport report =
        asked
            .report()
            .orElseThrow(
                () -> new Refusal(Refusal.Code.UNAVAILABLE, "the impact could not be worked out"));
    return tree(report);
  }

  /** All models, as {@code GET /models} gives them. */
  public JsonNode models() {
    return tree(new Models(drafts.overview().stream().map(Model::of).toList()));
  }

  /** Through text: exact numbers are written as such, which a tree does not take. */
  private static JsonNode tree(Object answer) {
    return JSON.readTree(JSON.writeValueAsString(answer));
  }
}
