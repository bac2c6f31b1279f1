package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.access.Keys;
import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerOptions;
import io.plumbline.store.ApiKey;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.Store;
import io.plumbline.store.memory.MemoryStore;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server with models of leads and accounts, which is told things and asked for them. */
final class LeadsServer implements AutoCloseable {
  static final String STRANGE = "a/b//c %;\\?#线索 =+";
  static final String MODEL =
      """
      plumbline: 1
      model: b2b
      scores:
        fit:
          groups:
            who:
              rules:
                - {id: country, lookup: country,
                    table: [{is: RO, points: 20}, {is: DE, points: 10}, {else: 0}]}
                - {id: buyer, if: {buyer: true}, points: 20}
          grades: {A: 75%, B: 50%, C: 0%}
        interest:
          groups:
            web:
              rules:
                - {id: pricing, event: Pricing Viewed, where: {plan: {in: [pro]}},
                    points: 2, cap: 10}
                - {id: clicks, event: Clicked, tiers: {1: 1, 3: 5}}
          grades: {1: 50%, 2: 0%}
      total: {sum: [fit, interest]}
      matrix: {rows: fit, columns: interest}
      bands: {hot: {at_least: 30}, warm: {at_least: 10}, cold: {else: true}}
      qualify:
        - {id: demo, event: Demo Requested, band: hot}
      disqualify:
        - {id: rival, if: {company: Rival}}
      """;

  static final String ACCOUNTS =
      """
      plumbline: 1
      model: companies
      subject: account
      scores:
        size:
          groups:
            who:
              rules:
                - {id: large, if: {employees: {at_least: 100}}, points: 20}
          grades: {A: 75%, B: 0%}
        use:
          groups:
            web:
              rules:
                - {id: visits, event: Pricing Viewed, points: 2, cap: 10}
          grades: {1: 50%, 2: 0%}
      total: {sum: [size, use]}
      matrix: {rows: size, columns: use}
      bands: {hot: {at_least: 20}, cold: {else: true}}
      """;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final PlumblineServer server;
  private final String secretKey;
  private final String writeKey;

  private LeadsServer(PlumblineServer server, String secretKey, String writeKey) {
    this.server = server;
    this.secretKey = secretKey;
    this.writeKey = writeKey;
  }

  /** Starts one with these models live. */
  static LeadsServer start(Path folder, String... models) throws Exception {
    return start(folder, new MemoryStore(), models);
  }

  /** Starts one on a store. */
  static LeadsServer start(Path folder, Store store, String... models) throws Exception {
    Keys keys = new Keys(store, InstantSource.system(), new SecureRandom());
    String secret = key(keys, ApiKey.Kind.SECRET, Set.of("leads:read", "leads:write"));
    String write = key(keys, ApiKey.Kind.WRITE, Set.of());
    Instant now = Instant.now();
    for (String source : models) {
      String name = source.replaceAll("(?s).*?\\nmodel: (\\S+).*", "$1");
      store.write(
          tx -> {
            ModelVersion draft = tx.models().add(ModelVersion.draft(name, source, "user:ana", now));
            tx.models().update(draft.begun(ModelVersion.Status.LIVE, Optional.empty(), now));
            return true;
          });
    }
    ServerOptions options = ServerOptions.in(folder, InstantSource.system()).withPort(0);
    return new LeadsServer(PlumblineServer.start(options, store), secret, write);
  }

  /** Starts one with four leads. */
  static LeadsServer withLeads(Path folder) throws Exception {
    LeadsServer server = start(folder, MODEL);
    server.identify(
        "ana", "\"email\":\"ana@acme.example\",\"country\":\"RO\",\"company\":\"Acme, Inc\"");
    server.track("ana", "Pricing Viewed", "a1", "\"plan\":\"pro\"");
    server.track("ana", "Pricing Viewed", "a2", "\"plan\":\"free\"");
    server.track("ana", "Clicked", "a3", "");
    server.identify(
        "bob", "\"email\":\"bob@rival.example\",\"country\":\"DE\",\"company\":\"Rival\"");
    server.identify("carl", "\"country\":\"FR\",\"buyer\":true,\"name\":\"=1+1\"");
    server.track("carl", "Demo Requested", "c1", "");
    server.identify(STRANGE, "\"country\":\"RO\"");
    return server;
  }

  private static String key(Keys keys, ApiKey.Kind kind, Set<String> scopes) {
    return keys.make("cli", new Keys.Wish(kind, "", scopes, Optional.empty())).text();
  }

  void identify(String user, String traits) throws Exception {
    collect(user, "{\"type\":\"identify\",\"traits\":{" + traits + "}");
  }

  void group(String user, String account, String traits) throws Exception {
    String id = JsonMapper.shared().writeValueAsString(account);
    collect(user, "{\"type\":\"group\",\"groupId\":" + id + ",\"traits\":{" + traits + "}");
  }

  void track(String user, String event, String id, String properties) throws Exception {
    collect(
        user,
        "{\"type\":\"track\",\"event\":\""
            + event
            + "\",\"messageId\":\""
            + id
            + "\",\"properties\":{"
            + properties
            + "}");
  }

  void collect(String user, String message) throws Exception {
    String id = JsonMapper.shared().writeValueAsString(user);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/batch"))
            .header("X-Write-Key", writeKey)
            .POST(BodyPublishers.ofString("{\"batch\":[" + message + ",\"userId\":" + id + "}]}"))
            .build();
    assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  HttpResponse<String> call(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/" + path))
            .header("Authorization", "Bearer " + secretKey)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  JsonNode get(String path) throws Exception {
    HttpResponse<String> reply = call("GET", path, "");
    assertThat(reply.statusCode()).describedAs(reply.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(reply.body());
  }

  /** The ids on a page of a list, in its order. */
  List<String> ids(String list) throws Exception {
    List<String> ids = new ArrayList<>();
    get(list).get("items").forEach(item -> ids.add(item.get("id").asString()));
    return ids;
  }

  /** What is said against a request. */
  String refused(int status, String path) throws Exception {
    HttpResponse<String> reply = call("GET", path, "");
    assertThat(reply.statusCode()).describedAs(path + " " + reply.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(reply.body()).get("detail").asString();
  }

  /** Text as one segment of a path, or the value of a parameter. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    server.close();
  }
}
