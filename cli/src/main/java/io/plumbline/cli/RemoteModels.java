package io.plumbline.cli;

import io.plumbline.server.client.ServerClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The models of a running server. */
final class RemoteModels implements ModelDesk {
  private static final String MODELS = "/api/v1/models";
  private static final long PAUSE_MILLIS = 500;
  private static final String WAIT = "?wait=20";
  private static final String RUN = "run";

  private final ServerClient server;

  RemoteModels(ServerClient server) {
    this.server = server;
  }

  @Override
  public JsonNode add(Text text) {
    return server.post(MODELS, body(text)).json();
  }

  private static Map<String, Object> body(Text text) {
    Map<String, Object> body = new HashMap<>();
    body.put("source", text.source());
    text.note().ifPresent(note -> body.put("note", note));
    text.appliesTo().ifPresent(condition -> body.put("applies_to", condition));
    return body;
  }

  @Override
  public void abandon(String model, int version) {
    server.delete(version(model, version));
  }

  @Override
  public JsonNode publish(String model, int version, boolean alerts) {
    return run(version(model, version) + "/publish", Map.of("alerts", alerts));
  }

  @Override
  public JsonNode shadow(String model, int version) {
    return run(version(model, version) + "/shadow", Map.of());
  }

  @Override
  public JsonNode pilot(String model, int version, Pilot pilot) {
    Map<String, Object> order =
        Map.of("slice", pilot.slice(), "until", pilot.until(), "alerts", pilot.alerts());
    return run(version(model, version) + "/pilot", order);
  }

  @Override
  public JsonNode rollback(String model, Optional<Integer> to, boolean alerts) {
    Map<String, Object> order = new HashMap<>(Map.of("alerts", alerts));
    to.ifPresent(version -> order.put("to", version));
    return run(MODELS + "/" + model + "/rollback", order);
  }

  @Override
  public JsonNode stop(String model, int version) {
    JsonNode stopped = server.post(version(model, version) + "/stop" + WAIT, Map.of()).json();
    if (stopped instanceof ObjectNode object && isRunning(stopped.path(RUN))) {
      object.set(RUN, ended(stopped.path(RUN)));
      object.set("version", server.get(version(model, version)).json().path("version"));
    }
    return stopped;
  }

  private JsonNode run(String path, Map<String, ?> order) {
    return ended(server.post(path + WAIT, order).json());
  }

  private JsonNode ended(JsonNode begun) {
    JsonNode run = begun;
    while (isRunning(run)) {
      pause();
      run = server.get("/api/v1/runs/" + run.path(RUN).asLong()).json();
    }
    return run;
  }

  @Override
  public JsonNode impact(Text text) {
    String model = MODELS + "/" + text.model();
    JsonNode impact = server.post(model + "/impact" + WAIT, body(text)).json();
    while (isRunning(impact)) {
      pause();
      impact = server.get(model + "/impacts/" + impact.path("impact").asLong()).json();
    }
    if (!impact.has("report")) {
      throw Failure.failed("the server could not work the impact out: " + said(impact));
    }
    return impact.path("report");
  }

  private static String said(JsonNode job) {
    return job.path("error").asString("it does not say why");
  }

  @Override
  public JsonNode diff(String model, int from, int to) {
    return server.get(MODELS + "/" + model + "/diff?from=" + from + "&to=" + to).json();
  }

  @Override
  public List<JsonNode> versions(String model) {
    String list = MODELS + "/" + model + "/versions?limit=1000";
    List<JsonNode> versions = new ArrayList<>();
    String after = "";
    do {
      String next = after.isEmpty() ? "" : "&after=" + encoded(after);
      JsonNode page = server.get(list + next).json();
      page.path("items").forEach(versions::add);
      after = page.path("paging").path("next").asString("");
    } while (!after.isEmpty());
    return versions;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public List<Map<String, String>> models() {
    return VersionRows.ofModels(server.get(MODELS).json());
  }

  private static boolean isRunning(JsonNode job) {
    return job.path("state").asString("").equals("running");
  }

  private static String version(String model, int version) {
    return MODELS + "/" + model + "/versions/" + version;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted; the server goes on with it");
    }
  }
}
