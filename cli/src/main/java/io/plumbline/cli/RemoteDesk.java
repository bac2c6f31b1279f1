package io.plumbline.cli;

import io.plumbline.server.client.ServerClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Users and keys of a running server. */
final class RemoteDesk implements AccessDesk {
  private static final String USERS = "/api/v1/users";
  private static final String KEYS = "/api/v1/keys";

  private final ServerClient server;

  RemoteDesk(ServerClient server) {
    this.server = server;
  }

  @Override
  public void createUser(String name, String role, String password) {
    server.post(USERS, Map.of("name", name, "role", role, "password", password));
  }

  @Override
  public void setPassword(String name, String password) {
    change(name, Map.of("password", password));
  }

  @Override
  public void setEnabled(String name, boolean enabled) {
    change(name, Map.of("enabled", enabled));
  }

  private void change(String name, Map<String, ?> changes) {
    server.withBody(
        "PATCH",
        USERS + "/" + segment(name),
        "application/json",
        ServerClient.json(changes),
        Map.of());
  }

  @Override
  public List<Map<String, String>> users() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode user : server.get(USERS).json().path("items")) {
      Map<String, String> row = new LinkedHashMap<>();
      row.put("name", text(user, "name"));
      row.put("role", text(user, "role"));
      row.put("state", user.path("enabled").asBoolean(false) ? "enabled" : "disabled");
      row.put("created", minute(text(user, "created_at")));
      rows.add(row);
    }
    return rows;
  }

  @Override
  public String makeKey(KeyWish wish) {
    Map<String, Object> body = new HashMap<>();
    body.put("kind", wish.secret() ? "secret" : "write");
    body.put("label", wish.label());
    body.put("scopes", wish.scopes());
    return server.post(KEYS, body).json().path("text").asString("");
  }

  @Override
  public String rotateKey(String name, Duration grace) {
    String path = KEYS + "/" + number(name) + "/rotate";
    Map<String, Object> body = Map.of("grace_seconds", grace.toSeconds());
    return server.post(path, body).json().path("text").asString("");
  }

  @Override
  public void revokeKey(String name) {
    server.delete(KEYS + "/" + number(name));
  }

  @Override
  public List<Map<String, String>> keys() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode key : all()) {
      Map<String, String> row = new LinkedHashMap<>();
      row.put("id", text(key, "id"));
      row.put("key", text(key, "shown"));
      row.put("label", text(key, "label"));
      List<String> scopes = new ArrayList<>();
      key.path("scopes").forEach(scope -> scopes.add(scope.asString("")));
      row.put("scopes", String.join(",", scopes));
      row.put("works", key.path("works").asBoolean(false) ? "yes" : "no");
      String revoked = text(key, "revoked_at");
      row.put("until", minute(revoked.isEmpty() ? text(key, "expires_at") : revoked));
      row.put("used", minute(text(key, "last_used_at")));
      rows.add(row);
    }
    return rows;
  }

  private JsonNode all() {
    return server.get(KEYS).json().path("items");
  }

  /** The number of a key by its number, by what is shown of it, or by its label. */
  private String number(String name) {
    List<String> labelled = new ArrayList<>();
    String newest = "";
    for (JsonNode key : all()) {
      if (name.equals(text(key, "id")) || name.equals(text(key, "shown"))) {
        return text(key, "id");
      }
      if (name.equals(text(key, "label")) && key.path("works").asBoolean(false)) {
        labelled.add(text(key, "id"));
        newest = text(key, "revoked_at").isEmpty() ? text(key, "id") : newest;
      }
    }
    if (!newest.isEmpty()) {
      // The others of that name were replaced, and only work on for their grace.
      return newest;
    }
    if (labelled.size() != 1) {
      String found = labelled.isEmpty() ? "no key is" : "several keys are";
      throw Failure.failed(
          found + " called " + name + (labelled.isEmpty() ? "" : "; say a number"));
    }
    return labelled.get(0);
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static String minute(String instant) {
    return instant.isEmpty() ? "" : instant.replaceFirst(":[0-9]{2}(?:\\.[0-9]+)?Z$", ":00Z");
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
