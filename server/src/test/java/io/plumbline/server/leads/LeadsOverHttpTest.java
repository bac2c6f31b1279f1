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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists and single leads as a client of a whole server sees them; every parameter is tried. */
@Timeout(120)
final class LeadsOverHttpTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String STRANGE = "a/b//c %;\\?#线索 =+";
  private static final String MODEL =
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

  @TempDir static Path folder;
  private static PlumblineServer server;
  private static String secretKey;
  private static String writeKey;

  @BeforeAll
  static void start() throws Exception {
    Store store = new MemoryStore();
    Keys keys = new Keys(store, InstantSource.system(), new SecureRandom());
    secretKey = key(keys, ApiKey.Kind.SECRET, Set.of("leads:read", "leads:write"));
    writeKey = key(keys, ApiKey.Kind.WRITE, Set.of());
    Instant now = Instant.now();
    store.write(
        tx -> {
          ModelVersion draft = tx.models().add(ModelVersion.draft("b2b", MODEL, "user:ana", now));
          tx.models().update(draft.begun(ModelVersion.Status.LIVE, Optional.empty(), now));
          return true;
        });
    ServerOptions options = ServerOptions.in(folder, InstantSource.system()).withPort(0);
    server = PlumblineServer.start(options, store);
    identify("ana", "\"email\":\"ana@acme.example\",\"country\":\"RO\",\"company\":\"Acme, Inc\"");
    track("ana", "Pricing Viewed", "a1", "\"plan\":\"pro\"");
    track("ana", "Pricing Viewed", "a2", "\"plan\":\"free\"");
    track("ana", "Clicked", "a3", "");
    identify("bob", "\"email\":\"bob@rival.example\",\"country\":\"DE\",\"company\":\"Rival\"");
    identify("carl", "\"country\":\"FR\",\"buyer\":true,\"name\":\"=1+1\"");
    track("carl", "Demo Requested", "c1", "");
    identify(STRANGE, "\"country\":\"RO\"");
  }

  private static String key(Keys keys, ApiKey.Kind kind, Set<String> scopes) {
    return keys.make("cli", new Keys.Wish(kind, "", scopes, Optional.empty())).text();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void identify(String user, String traits) throws Exception {
    collect(user, "{\"type\":\"identify\",\"traits\":{" + traits + "}");
  }

  private static void track(String user, String event, String id, String properties)
      throws Exception {
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

  private static void collect(String user, String message) throws Exception {
    String id = JsonMapper.shared().writeValueAsString(user);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/batch"))
            .header("X-Write-Key", writeKey)
            .POST(BodyPublishers.ofString("{\"batch\":[" + message + ",\"userId\":" + id + "}]}"))
            .build();
    assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> call(String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/" + path))
            .header("Authorization", "Bearer " + secretKey)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> reply = call("GET", path, "");
    assertThat(reply.statusCode()).describedAs(reply.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(reply.body());
  }

  private static List<String> ids(String query) throws Exception {
    List<String> ids = new ArrayList<>();
    get("leads?" + query).get("items").forEach(item -> ids.add(item.get("id").asString()));
    return ids;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Test
  void list_withoutParameters_hasTheHighestTotalFirst() throws Exception {
    JsonNode page = get("leads?attributes=email,company");
    JsonNode first = page.get("items").get(0);

    assertThat(page.get("count").asLong()).isEqualTo(4);
    assertThat(first.get("id").asString()).isEqualTo("ana");
    assertThat(first.at("/score/total").asInt()).isEqualTo(23);
    assertThat(first.at("/score/cell").asString()).isEqualTo("B2");
    assertThat(first.at("/attributes/email").asString()).isEqualTo("ana@acme.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model=b2b&q=ACME -> ana",
        "total_at_least=23 -> ana",
        "total_at_most=19.5 -> bob",
        "score=fit:at_least:20&score=interest:at_least:1 -> ana",
        "score=fit:at_most:10 -> bob",
        "grade=interest:1 -> ",
        "grade=fit:C -> bob",
        "cell=C2 -> bob",
        "band=disqualified -> bob",
        "disqualified=true -> bob",
        "qualified=true -> carl",
        "active_after=2020-01-01&sort=id -> ana,carl",
        "active_before=2020-01-01 -> ",
        "created_after=2020-01-01&created_before=2020-01-02 -> ",
        "attribute=country:is:de -> bob",
        "attribute=country:is:DE&attribute=country:is:fr&sort=id -> bob,carl",
        "attribute=country:not_in:RO,DE -> carl",
        "attribute=email:exists:true&sort=-id -> bob,ana",
        "attribute=email:contains:RIVAL -> bob",
        "attribute=buyer:is:true -> carl",
        "band=hot,warm&sort=-attribute:country,id&limit=2 -> ana,a/b//c %;\\?#线索 =+",
      })
  void list_byAParameter_hasThoseItMeans(String example) throws Exception {
    String[] parts = example.split(" -> ", -1);
    String query = parts[0].replace(" ", "%20");
    List<String> expected = parts[1].isEmpty() ? List.of() : List.of(parts[1].split(",", -1));

    assertThat(ids(query)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "limit=x",
        "after=x",
        "sort=best",
        "colour=red",
        "total_at_least=x",
        "score=fit",
        "score=fame:at_least:1",
        "grade=fit:Z",
        "cell=Z9",
        "band=tepid",
        "model=none",
        "disqualified=maybe",
        "active_after=yesterday",
        "attribute=country",
        "attribute=a:exists:b",
        "q=a&q=b"
      })
  void list_byAMistake_isRefusedWithAReason(String query) throws Exception {
    HttpResponse<String> reply = call("GET", "leads?" + query, "");

    assertThat(reply.statusCode()).describedAs(query).isEqualTo(400);
    assertThat(reply.body()).contains("\"code\":\"invalid\"").contains("\"detail\":\"The");
  }

  @Test
  void pages_followEachOther() throws Exception {
    JsonNode first = get("leads?sort=id&limit=3");
    JsonNode second = get("leads?sort=id&limit=3&after=" + first.at("/paging/next").asString());

    assertThat(first.get("items")).hasSize(3);
    assertThat(second.get("items")).hasSize(1);
    assertThat(second.get("paging").has("next")).isFalse();
  }

  @Test
  void lead_ofAnyId_isFoundByItEncoded() throws Exception {
    JsonNode lead = get("leads/" + encoded(STRANGE));

    assertThat(lead.get("id").asString()).isEqualTo(STRANGE);
    assertThat(lead.at("/scores/0/total").asInt()).isEqualTo(20);
    assertThat(get("leads/" + encoded(STRANGE) + "/explanation").get("lead_id").asString())
        .isEqualTo(STRANGE);
  }

  @Test
  void lead_thatIsNone_isNotFound() throws Exception {
    assertThat(call("GET", "leads/nobody", "").statusCode()).isEqualTo(404);
    assertThat(call("GET", "leads/nobody/timeline", "").statusCode()).isEqualTo(404);
    assertThat(call("GET", "accounts/ana", "").statusCode()).isEqualTo(404);
  }

  @Test
  void explanation_addsUpToTheScore_andTellsItsVersion() throws Exception {
    HttpResponse<String> reply = call("GET", "leads/ana/explanation?model=b2b&version=1", "");
    JsonNode explanation = JsonMapper.shared().readTree(reply.body());

    assertThat(reply.headers().firstValue("Plumbline-Model-Version")).hasValue("1");
    assertThat(explanation.get("total").asInt()).isEqualTo(23);
    assertThat(explanation.at("/scores/0/groups/0/rules/0/points").asInt()).isEqualTo(20);
  }

  @Test
  void explanation_asOfAnInstantBeforeAllFacts_knowsNothing() throws Exception {
    JsonNode explanation = get("leads/ana/explanation?as_of=2020-01-01T00:00:00Z");

    assertThat(explanation.get("total").asInt()).isZero();
    assertThat(call("GET", "leads/ana/explanation?as_of=2999-01-01", "").statusCode())
        .isEqualTo(400);
    assertThat(call("GET", "leads/ana/explanation?version=9", "").statusCode()).isEqualTo(404);
  }

  @Test
  void timeline_saysWhichRulesCountAnEvent_inPages() throws Exception {
    JsonNode first = get("leads/ana/timeline?limit=2");
    JsonNode second =
        get("leads/ana/timeline?limit=2&after=" + first.at("/paging/next").asString());

    assertThat(first.at("/items/0/event").asString()).isEqualTo("Clicked");
    assertThat(first.at("/items/0/counts_for/0/rule").asString()).isEqualTo("clicks");
    assertThat(first.at("/items/1/id").asString()).isEqualTo("a2");
    assertThat(first.at("/items/1/counts_for")).isEmpty();
    assertThat(second.at("/items/0/counts_for/0/rule").asString()).isEqualTo("pricing");
    assertThat(second.get("items")).hasSize(1);
  }

  @Test
  void history_tellsEachChangeWithCauseAndProof() throws Exception {
    JsonNode latest = get("leads/ana/history?model=b2b&limit=1").at("/items/0");

    assertThat(latest.at("/cause/kind").asString()).isEqualTo("event");
    assertThat(latest.at("/cause/details/0").asString()).isEqualTo("a3");
    assertThat(latest.at("/before/total").asInt()).isEqualTo(22);
    assertThat(latest.at("/after/total").asInt()).isEqualTo(23);
    assertThat(latest.at("/contributions/clicks").asInt()).isEqualTo(1);
  }

  @Test
  void why_namesTheRulesThatGaveMore() throws Exception {
    JsonNode why = get("leads/ana/why?from=2020-01-01&to=" + Instant.now());

    assertThat(why.at("/to/score/total").asInt()).isEqualTo(23);
    assertThat(why.get("rules").findValuesAsString("rule"))
        .containsExactlyInAnyOrder("country", "pricing", "clicks");
    assertThat(call("GET", "leads/ana/why?from=2026-01-02&to=2026-01-01", "").statusCode())
        .isEqualTo(400);
    assertThat(call("GET", "leads/ana/why?from=2026-01-02", "").statusCode()).isEqualTo(400);
  }

  @Test
  void lift_namesWhatTheEngineWouldReward_theLargestGainFirst() throws Exception {
    JsonNode lift = get("leads/ana/lift");

    assertThat(lift.get("steps").findValuesAsString("rule"))
        .containsExactly("buyer", "clicks", "pricing");
    JsonNode buyer = lift.at("/steps/0");
    assertThat(buyer.get("gain").asInt()).isEqualTo(20);
    assertThat(buyer.get("band_after").asString()).isEqualTo("hot");
    assertThat(buyer.at("/attributes/buyer").asBoolean()).isTrue();
    JsonNode clicks = lift.at("/steps/1");
    assertThat(clicks.get("gain").asInt()).isEqualTo(5);
    assertThat(clicks.at("/events/count").asInt()).isEqualTo(2);
    JsonNode pricing = lift.at("/steps/2");
    assertThat(pricing.at("/events/properties/plan").asString()).isEqualTo("pro");
  }

  @Test
  void attributes_haveTheirHistory() throws Exception {
    identify("dora", "\"country\":\"DE\"");
    identify("dora", "\"country\":\"RO\"");

    JsonNode page = get("leads/dora/attributes?limit=1");
    assertThat(page.at("/items/0/value").asString()).isEqualTo("RO");
    JsonNode rest = get("leads/dora/attributes?after=" + page.at("/paging/next").asString());
    assertThat(rest.at("/items/0/value").asString()).isEqualTo("DE");
    assertThat(call("POST", "leads/ana/merge", "{\"from\":\"dora\"}").statusCode()).isEqualTo(200);
    long merge = get("leads/ana/merges").at("/items/0/key").asLong();
    assertThat(get("leads/dora").get("id").asString()).isEqualTo("ana");
    HttpResponse<String> undone = call("POST", "merges/" + merge + "/undo", "");
    assertThat(undone.statusCode()).describedAs(undone.body()).isEqualTo(200);
    assertThat(undone.body()).contains("\"undone_at\"");
    assertThat(get("leads/dora").get("id").asString()).isEqualTo("dora");
    assertThat(call("POST", "merges/" + merge + "/undo", "").statusCode()).isEqualTo(409);
    assertThat(call("POST", "leads/ana/merge", "{}").statusCode()).isEqualTo(400);
    // Others count on four leads: this one goes into another again.
    assertThat(
            call("POST", "leads/" + encoded(STRANGE) + "/merge", "{\"from\":\"dora\"}")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void export_asCsv_hasTheColumnsOfAResultFileAndNoFormulas() throws Exception {
    HttpResponse<String> reply =
        call("GET", "exports/leads?sort=id&attributes=name,company&q=a&disqualified=false", "");

    assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(reply.body().lines().toList())
        .startsWith(
            "lead_id,total,fit,fit_grade,interest,interest_grade,cell,band,qualified_by,"
                + "disqualified_by,coverage,attribute.name,attribute.company")
        .contains("ana,23,20,B,3,2,B2,warm,,,50,,\"Acme, Inc\"")
        .anyMatch(line -> line.startsWith("carl,") && line.endsWith(",'=1+1,"));
    assertThat(call("GET", "exports/leads?attributes=name&escape_formulas=false", "").body())
        .contains(",=1+1");
  }

  @Test
  void export_asNdjson_hasAnObjectALine() throws Exception {
    HttpResponse<String> reply = call("GET", "exports/leads?format=ndjson&q=ana@", "");

    assertThat(reply.body())
        .isEqualTo(
            "{\"lead_id\":\"ana\",\"total\":23,\"fit\":20,\"fit_grade\":\"B\",\"interest\":3,"
                + "\"interest_grade\":\"2\",\"cell\":\"B2\",\"band\":\"warm\",\"coverage\":50}\n");
    assertThat(call("GET", "exports/leads?format=xml", "").statusCode()).isEqualTo(400);
    assertThat(call("GET", "exports/leads?band=tepid", "").statusCode()).isEqualTo(400);
  }

  @Test
  void export_ofEvents_hasThoseOfATypeWithTheirProperties() throws Exception {
    HttpResponse<String> reply = call("GET", "exports/events?type=Pricing%20Viewed", "");

    assertThat(reply.body().lines())
        .hasSize(2)
        .anyMatch(
            line ->
                line.startsWith("{\"lead_id\":\"ana\",\"event\":\"Pricing Viewed\",\"time\":")
                    && line.contains("\"event_id\":\"a1\",\"properties\":{\"plan\":\"pro\""));
    assertThat(call("GET", "exports/events?colour=red", "").statusCode()).isEqualTo(400);
  }
}
