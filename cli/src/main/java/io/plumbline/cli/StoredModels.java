package io.plumbline.cli;

import io.plumbline.server.publish.Drafts;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.server.publish.StoreModels;
import io.plumbline.server.start.StorePublishing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The models of a store that no server works on. */
final class StoredModels implements ModelDesk {
  private final StorePublishing work;
  private final StoreModels models;

  StoredModels(StorePublishing work) {
    this.work = work;
    models = new StoreModels(work.drafts(), work.publishing(), work.impacts());
  }

  private static Order order(boolean alerts) {
    return new Order(StoreDesk.ACTOR, alerts);
  }

  @Override
  public JsonNode add(Text text) {
    return models.add(draft(text), StoreDesk.ACTOR);
  }

  private static Drafts.Text draft(Text text) {
    return new Drafts.Text(text.source(), text.appliesTo().orElse(""), text.note().orElse(""));
  }

  @Override
  public void abandon(String model, int version) {
    models.abandon(model, version, StoreDesk.ACTOR);
  }

  @Override
  public JsonNode publish(String model, int version, boolean alerts) {
    work.awaitFolded();
    return models.publish(model, version, order(alerts));
  }

  @Override
  public JsonNode shadow(String model, int version) {
    work.awaitFolded();
    return models.shadow(model, version, order(false));
  }

  @Override
  public JsonNode pilot(String model, int version, Pilot pilot) {
    work.awaitFolded();
    return models.pilot(model, version, pilot.slice(), pilot.until(), order(pilot.alerts()));
  }

  @Override
  public JsonNode rollback(String model, Optional<Integer> to, boolean alerts) {
    work.awaitFolded();
    return models.rollback(model, to, order(alerts));
  }

  @Override
  public JsonNode stop(String model, int version) {
    work.awaitFolded();
    return models.stop(model, version, order(false));
  }

  @Override
  public JsonNode impact(Text text) {
    work.awaitFolded();
    return models.impact(text.model(), draft(text));
  }

  @Override
  public JsonNode diff(String model, int from, int to) {
    return models.diff(model, from, to);
  }

  @Override
  public List<JsonNode> versions(String model) {
    List<JsonNode> versions = new ArrayList<>();
    models.versions(model).forEach(versions::add);
    return versions;
  }

  @Override
  public List<Map<String, String>> models() {
    return VersionRows.ofModels(models.models());
  }
}
