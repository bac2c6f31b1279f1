package io.plumbline.server.leads;

import static io.plumbline.server.leads.LeadsServer.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Accounts, which group calls make, as a client of a whole server sees them. */
@Timeout(120)
final class AccountsOverHttpTest {
  private static final String SMALL = "small/公司";

  @TempDir static Path folder;
  private static LeadsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LeadsServer.start(folder, LeadsServer.MODEL, LeadsServer.ACCOUNTS);
    server.track("ana", "Pricing Viewed", "a1", "\"plan\":\"pro\"");
    server.group("ana", "acme", "\"name\":\"Acme\",\"employees\":250,\"country\":\"RO\"");
    server.group("bob", "acme", "");
    server.track("bob", "Pricing Viewed", "b1", "");
    server.group("carl", SMALL, "\"name\":\"Small\",\"employees\":5");
    server.group("dora", "zeta", "\"employees\":100");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " -> acme,zeta,small/公司",
        "model=companies&sort=id -> acme,small/公司,zeta",
        "q=ACME -> acme",
        "total_at_least=20&total_at_most=20 -> zeta",
        "score=use:at_least:1 -> acme",
        "grade=size:B -> small/公司",
        "cell=A2&sort=-score:use -> acme,zeta",
        "band=cold -> small/公司",
        "active_after=2020-01-01 -> acme",
        "attribute=employees:at_most:100&sort=attribute:employees -> small/公司,zeta",
        "attribute=name:exists:false -> zeta",
        "sort=-attribute:name -> small/公司,acme,zeta",
        "limit=1&sort=-id -> zeta",
      })
  void list_byAParameter_hasThoseItMeans_inItsOrder(String example) throws Exception {
    String[] parts = example.split(" -> ", -1);

    assertThat(server.ids("accounts?" + parts[0]))
        .containsExactlyElementsOf(List.of(parts[1].split(",", -1)));
  }

  @Test
  void list_pageAfterPage_hasEachOnce() throws Exception {
    JsonNode first = server.get("accounts?sort=-total&limit=2&attributes=name,employees");
    String next = first.at("/paging/next").asString();

    assertThat(first.get("count").asLong()).isEqualTo(3);
    assertThat(first.at("/items/0/attributes/employees").asInt()).isEqualTo(250);
    assertThat(first.at("/items/0/score/model").asString()).isEqualTo("companies");
    JsonNode second = server.get("accounts?sort=-total&limit=2&after=" + next);
    assertThat(second.at("/items/0/id").asString()).isEqualTo(SMALL);
    assertThat(second.get("paging").has("next")).isFalse();
    assertThat(server.refused(400, "leads?sort=-total&limit=2&after=" + next)).contains("cursor");
  }

  @Test
  void account_hasItsAttributesAndScore_andItsLeadsNameIt() throws Exception {
    JsonNode account = server.get("accounts/acme");

    assertThat(account.at("/attributes/name").asString()).isEqualTo("Acme");
    assertThat(account.at("/scores/0/total").asInt()).isEqualTo(24);
    assertThat(account.at("/scores/0/cell").asString()).isEqualTo("A2");
    assertThat(account.has("last_activity")).isTrue();
    assertThat(account.has("account")).isFalse();
    assertThat(server.get("accounts/" + encoded(SMALL)).get("id").asString()).isEqualTo(SMALL);
    assertThat(server.get("leads/bob").get("account").asString()).isEqualTo("acme");
    assertThat(server.refused(404, "accounts/ana")).contains("no account \"ana\"");
    assertThat(server.refused(404, "leads/acme")).contains("no lead \"acme\"");
  }

  @Test
  void explanation_isOfWhatItsLeadsDid() throws Exception {
    JsonNode explanation = server.get("accounts/acme/explanation?model=companies&version=1");

    assertThat(explanation.get("account_id").asString()).isEqualTo("acme");
    assertThat(explanation.has("lead_id")).isFalse();
    assertThat(explanation.get("total").asInt()).isEqualTo(24);
    JsonNode visits = explanation.at("/scores/1/groups/0/rules/0");
    assertThat(visits.at("/evidence/ids"))
        .extracting(JsonNode::asString)
        .containsExactly("bob/b1", "ana/a1");
    JsonNode before = server.get("accounts/acme/explanation?as_of=2020-01-01");
    assertThat(before.get("total").asInt()).isZero();
  }

  @Test
  void timeline_hasTheEventsOfAllItsLeads_inPages() throws Exception {
    JsonNode first = server.get("accounts/acme/timeline?limit=1");
    String next = first.at("/paging/next").asString();
    JsonNode second = server.get("accounts/acme/timeline?limit=1&after=" + next);

    assertThat(first.at("/items/0/id").asString()).isEqualTo("bob/b1");
    assertThat(first.at("/items/0/counts_for/0/rule").asString()).isEqualTo("visits");
    assertThat(second.at("/items/0/id").asString()).isEqualTo("ana/a1");
    assertThat(second.at("/items/0/properties/plan").asString()).isEqualTo("pro");
    assertThat(second.get("paging").has("next")).isFalse();
    assertThat(server.get("accounts/zeta/timeline").get("items")).isEmpty();
  }

  @Test
  void history_why_andAttributes_tellHowItCame() throws Exception {
    JsonNode latest = server.get("accounts/acme/history?model=companies&limit=1").at("/items/0");
    assertThat(latest.at("/cause/details/0").asString()).isEqualTo("bob/b1");
    assertThat(latest.at("/before/total").asInt()).isEqualTo(22);
    assertThat(latest.at("/after/total").asInt()).isEqualTo(24);
    assertThat(latest.at("/contributions/visits").asInt()).isEqualTo(4);

    JsonNode why = server.get("accounts/acme/why?from=2020-01-01");
    assertThat(why.at("/to/score/total").asInt()).isEqualTo(24);
    assertThat(why.get("rules").findValuesAsString("rule"))
        .containsExactlyInAnyOrder("large", "visits");
    assertThat(why.get("events").findValuesAsString("id"))
        .containsExactlyInAnyOrder("ana/a1", "bob/b1");

    JsonNode said = server.get("accounts/acme/attributes?limit=1");
    assertThat(said.get("items")).hasSize(1);
    String next = said.at("/paging/next").asString();
    assertThat(server.get("accounts/acme/attributes?after=" + next).get("items")).hasSize(2);
  }

  @Test
  void lift_namesWhatItsLeadsCouldDo() throws Exception {
    JsonNode lift = server.get("accounts/" + encoded(SMALL) + "/lift");

    assertThat(lift.get("steps").findValuesAsString("rule")).containsExactly("large", "visits");
    assertThat(lift.at("/steps/0/band_after").asString()).isEqualTo("hot");
  }

  @Test
  void lead_thatGoesToAnother_takesItsEventsWithIt() throws Exception {
    server.group("eva", "from", "");
    server.track("eva", "Pricing Viewed", "e1", "");
    assertThat(server.get("accounts/from").at("/scores/0/total").asInt()).isEqualTo(2);

    server.group("eva", "into", "");

    assertThat(server.get("accounts/from").at("/scores/0/total").asInt()).isZero();
    assertThat(server.get("accounts/into").at("/scores/0/total").asInt()).isEqualTo(2);
    assertThat(server.get("accounts/into/timeline").at("/items/0/id").asString())
        .isEqualTo("eva/e1");
    for (String gone : List.of("from", "into")) {
      server.group("eva", gone, "");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/explanation", "/explanation?version=1", "/timeline", "/history", "/lift"})
  void account_underAModelOfLeads_isRefused(String part) throws Exception {
    String query = part.contains("?") ? "&model=b2b" : "?model=b2b";

    assertThat(server.refused(400, "accounts/acme" + part + query))
        .contains("model is \"b2b\"; expected a live model that scores accounts: companies");
  }

  @Test
  void lead_underAModelOfAccounts_orOfNobody_isRefused() throws Exception {
    String now = Instant.now().toString();
    for (String part : List.of("?", "/explanation?", "/why?from=2020-01-01&to=" + now + "&")) {
      assertThat(server.refused(400, "leads/ana" + part + "model=companies"))
          .contains("expected a live model that scores leads: b2b");
      assertThat(server.refused(400, "leads/ana" + part + "model=none")).contains("\"none\"");
    }
  }
}
