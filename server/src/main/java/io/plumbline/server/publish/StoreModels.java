package io.plumbline.server.publish;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ApiJson;
import io.plumbline.server.publish.ModelJson.Given;
import io.plumbline.server.publish.ModelJson.Model;
import io.plumbline.server.publish.ModelJson.Models;
import io.plumbline.server.publish.ModelJson.RunShown;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.server.publish.Publishing.Started;
import java.time.Duration;
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
    Started started = publishing.publish(model, version, order);
    started.end().join();
    return tree(RunShown.of(started, started.version()));
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
