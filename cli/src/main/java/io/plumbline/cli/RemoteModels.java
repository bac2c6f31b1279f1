package io.plumbline.cli;

import io.plumbline.server.client.ServerClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The models of a running server. */
final class RemoteModels implements ModelDesk {
  private static final String MODELS = "/api/v1/models";
  private static final long PAUSE_MILLIS = 500;
  private static final String WAIT = "?wait=20";

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
  public JsonNode publish(String model, int version, boolean alerts) {
    String path = version(model, version) + "/publish" + WAIT;
    JsonNode run = server.post(path, Map.of("alerts", alerts)).json();
    while (isRunning(run)) {
      pause();
      run = server.get("/api/v1/runs/" + run.path("run").asLong()).json();
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
  public List<Map<String, String>> models() {
    return rows(server.get(MODELS).json());
  }

  /** The versions that count of each model, or its latest where none does. */
  static List<Map<String, String>> rows(JsonNode models) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode model : models.path("items")) {
      for (JsonNode version : model.path("current")) {
        rows.add(row(version));
      }
      if (model.path("current").isEmpty()) {
        rows.add(row(model.path("latest")));
      }
    }
    return rows;
  }

  private static Map<String, String> row(JsonNode version) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("model", version.path("model").asString(""));
    row.put("version", Long.toString(version.path("version").asLong()));
    row.put("status", version.path("status").asString(""));
    row.put("published", version.path("published_at").asString(""));
    row.put("author", version.path("author").asString(""));
    row.put("note", version.path("note").asString(""));
    return row;
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
