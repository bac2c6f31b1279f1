package io.plumbline.cli;

import io.plumbline.server.publish.Drafts;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.server.publish.StoreModels;
import io.plumbline.server.start.StorePublishing;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The models of a store that no server works on. */
final class StoredModels implements ModelDesk {
  private final StorePublishing work;
  private final StoreModels models;

  StoredModels(StorePublishing work) {
    this.work = work;
    models = new StoreModels(work.drafts(), work.publishing(), work.impacts());
  }

  @Override
  public JsonNode add(Text text) {
    return models.add(draft(text), StoreDesk.ACTOR);
  }

  private static Drafts.Text draft(Text text) {
    return new Drafts.Text(text.source(), text.appliesTo().orElse(""), text.note().orElse(""));
  }

  @Override
  public JsonNode publish(String model, int version, boolean alerts) {
    work.awaitFolded();
    return models.publish(model, version, new Order(StoreDesk.ACTOR, alerts));
  }

  @Override
  public JsonNode impact(Text text) {
    work.awaitFolded();
    return models.impact(text.model(), draft(text));
  }

  @Override
  public List<Map<String, String>> models() {
    return RemoteModels.rows(models.models());
  }
}
