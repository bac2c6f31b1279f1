package io.plumbline.server.leads;

import static io.plumbline.server.leads.LeadsServer.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Single leads as a client of a whole server sees them. */
@Timeout(120)
final class OneLeadOverHttpTest {
  @TempDir static Path folder;
  private static LeadsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LeadsServer.withLeads(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void lead_ofAnyId_isFoundByItEncoded() throws Exception {
    JsonNode lead = server.get("leads/" + encoded(LeadsServer.STRANGE));

    assertThat(lead.get("id").asString()).isEqualTo(LeadsServer.STRANGE);
    assertThat(lead.at("/scores/0/total").asInt()).isEqualTo(20);
    assertThat(
            server
                .get("leads/" + encoded(LeadsServer.STRANGE) + "/explanation")
                .get("lead_id")
                .asString())
        .isEqualTo(LeadsServer.STRANGE);
  }

  @Test
  void lead_andTheListOfIt_haveTheSameInstants() throws Exception {
    server.collect(
        "tim",
        "{\"type\":\"track\",\"event\":\"Clicked\","
            + "\"timestamp\":\"2026-01-02T03:04:05.123456789Z\"");

    JsonNode one = server.get("leads/tim");
    JsonNode listed = server.get("leads?q=tim").at("/items/0");

    assertThat(one.get("last_activity").asString()).isEqualTo("2026-01-02T03:04:05.123456Z");
    assertThat(one.get("last_activity")).isEqualTo(listed.get("last_activity"));
    assertThat(one.get("created")).isEqualTo(listed.get("created"));
  }

  @Test
  void lead_thatIsNone_isNotFound() throws Exception {
    assertThat(server.call("GET", "leads/nobody", "").statusCode()).isEqualTo(404);
    assertThat(server.call("GET", "leads/nobody/timeline", "").statusCode()).isEqualTo(404);
    assertThat(server.call("GET", "accounts/ana", "").statusCode()).isEqualTo(404);
  }

  @Test
  void explanation_addsUpToTheScore_andTellsItsVersion() throws Exception {
    HttpResponse<String> reply =
        server.call("GET", "leads/ana/explanation?model=b2b&version=1", "");
    JsonNode explanation = JsonMapper.shared().readTree(reply.body());

    assertThat(reply.headers().firstValue("Plumbline-Model-Version")).hasValue("1");
    assertThat(explanation.get("version").asInt()).isEqualTo(1);
    assertThat(explanation.get("total").asInt()).isEqualTo(23);
    assertThat(explanation.at("/scores/0/groups/0/rules/0/points").asInt()).isEqualTo(20);
  }

  @Test
  void explanation_asOfAnInstantBeforeAllFacts_knowsNothing() throws Exception {
    JsonNode explanation = server.get("leads/ana/explanation?as_of=2020-01-01T00:00:00Z");

    assertThat(explanation.get("total").asInt()).isZero();
    assertThat(server.call("GET", "leads/ana/explanation?as_of=2999-01-01", "").statusCode())
        .isEqualTo(400);
    assertThat(server.call("GET", "leads/ana/explanation?version=9", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void timeline_saysWhichRulesCountAnEvent_inPages() throws Exception {
    JsonNode first = server.get("leads/ana/timeline?limit=2");
    JsonNode second =
        server.get("leads/ana/timeline?limit=2&after=" + first.at("/paging/next").asString());

    assertThat(first.at("/items/0/event").asString()).isEqualTo("Clicked");
    assertThat(first.at("/items/0/counts_for/0/rule").asString()).isEqualTo("clicks");
    assertThat(first.at("/items/1/id").asString()).isEqualTo("a2");
    assertThat(first.at("/items/1/counts_for")).isEmpty();
    assertThat(second.at("/items/0/counts_for/0/rule").asString()).isEqualTo("pricing");
    assertThat(second.get("items")).hasSize(1);
  }

  @Test
  void history_tellsEachChangeWithCauseAndProof() throws Exception {
    JsonNode latest = server.get("leads/ana/history?model=b2b&limit=1").at("/items/0");

    assertThat(latest.at("/cause/kind").asString()).isEqualTo("event");
    assertThat(latest.at("/cause/details/0").asString()).isEqualTo("a3");
    assertThat(latest.at("/before/total").asInt()).isEqualTo(22);
    assertThat(latest.at("/after/total").asInt()).isEqualTo(23);
    assertThat(latest.at("/contributions/clicks").asInt()).isEqualTo(1);
  }

  @Test
  void why_namesTheRulesThatGaveMore() throws Exception {
    JsonNode why = server.get("leads/ana/why?from=2020-01-01&to=" + Instant.now());

    assertThat(why.at("/to/score/total").asInt()).isEqualTo(23);
    assertThat(why.get("rules").findValuesAsString("rule"))
        .containsExactlyInAnyOrder("country", "pricing", "clicks");
    assertThat(server.get("leads/ana/why?from=2020-01-01").get("rules"))
        .isEqualTo(why.get("rules"));
  }

  @Test
  void lift_namesWhatTheEngineWouldReward_theLargestGainFirst() throws Exception {
    JsonNode lift = server.get("leads/ana/lift");

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
    server.identify("dora", "\"country\":\"DE\"");
    server.identify("dora", "\"country\":\"RO\"");

    JsonNode page = server.get("leads/dora/attributes?limit=1");
    assertThat(page.at("/items/0/value").asString()).isEqualTo("RO");
    JsonNode rest = server.get("leads/dora/attributes?after=" + page.at("/paging/next").asString());
    assertThat(rest.at("/items/0/value").asString()).isEqualTo("DE");
    assertThat(server.call("POST", "leads/ana/merge", "{\"from\":\"dora\"}").statusCode())
        .isEqualTo(200);
    long merge = server.get("leads/ana/merges").at("/items/0/key").asLong();
    assertThat(server.get("leads/dora").get("id").asString()).isEqualTo("ana");
    HttpResponse<String> undone = server.call("POST", "merges/" + merge + "/undo", "");
    assertThat(undone.statusCode()).describedAs(undone.body()).isEqualTo(200);
    assertThat(undone.body()).contains("\"undone_at\"");
    assertThat(server.get("leads/dora").get("id").asString()).isEqualTo("dora");
    assertThat(server.call("POST", "merges/" + merge + "/undo", "").statusCode()).isEqualTo(409);
    assertThat(server.call("POST", "leads/ana/merge", "{}").statusCode()).isEqualTo(400);
    // Others count on four leads: this one goes into another again.
    assertThat(
            server
                .call(
                    "POST",
                    "leads/" + encoded(LeadsServer.STRANGE) + "/merge",
                    "{\"from\":\"dora\"}")
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?colour=red -> no parameter \"colour\" here; known are model",
        "/timeline?limt=5 -> no parameter \"limt\" here; known are after, limit, model",
        "/merges?limit=5 -> no parameter \"limit\" here; there is none",
        "/timeline?limit=x -> limit is \"x\"; expected a number",
        "/timeline?limit=1001 -> limit is 1001; expected 1 to 1000",
        "/history?after=x -> after is no cursor of this list",
        "/history?model=none -> model is \"none\"; expected a live model that scores leads: b2b",
        "/explanation?version=first -> version is \"first\"; expected a number",
        "/explanation?as_of=2999-01-01 -> as_of is \"2999-01-01\"; expected an instant that is not",
        "/why?from=2020-01-01&to=2999-01-01 -> to is \"2999-01-01\"; expected an instant that is",
        "/why?from=2026-01-02&to=2026-01-01 -> from is \"2026-01-02\"; expected an instant before",
        "/why -> from is missing",
      })
  void lead_byAMistake_saysWhichWhatWasFoundAndWhatExpected(String example) throws Exception {
    String[] parts = example.split(" -> ", -1);

    assertThat(server.refused(400, "leads/ana" + parts[0])).contains(parts[1]);
  }

  @Test
  void timeline_ofAMergeWithARepeatedEvent_hasTheOneThatCountsOnce() throws Exception {
    server.track("x", "Pricing Viewed", "again", "\"plan\":\"pro\"");
    server.track("x", "Clicked", "between", "");
    server.track("y", "Pricing Viewed", "again", "\"plan\":\"free\"");
    server.call("POST", "leads/x/merge", "{\"from\":\"y\"}");

    JsonNode first = server.get("leads/x/timeline?limit=1");
    String next = first.at("/paging/next").asString();
    JsonNode second = server.get("leads/x/timeline?limit=1&after=" + next);

    assertThat(first.at("/items/0/id").asString()).isEqualTo("between");
    assertThat(second.at("/items/0/id").asString()).isEqualTo("again");
    assertThat(second.at("/items/0/counts_for/0/rule").asString()).isEqualTo("pricing");
    assertThat(second.at("/paging/next").isString()).isFalse();
    assertThat(rule(server.get("leads/x/explanation"), "pricing").get("points").asInt())
        .isEqualTo(2);
  }

  private static JsonNode rule(JsonNode explanation, String id) {
    return explanation.findParents("id").stream()
        .filter(rule -> rule.get("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
