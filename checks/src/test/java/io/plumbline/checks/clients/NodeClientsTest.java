package io.plumbline.checks.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.Value;
import io.plumbline.server.Refusal;
import io.plumbline.server.collect.CollectionServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published libraries for Node, unchanged, send to a collection server. */
final class NodeClientsTest {
  private static final Instant ASKED_AT = Instant.parse("2024-05-06T07:08:09Z");
  private static final Value EMAIL = new Value.Text("ana.pop@example.ro");

  private final CollectionServer server = new CollectionServer(InstantSource.system());

  @BeforeAll
  static void install() throws Exception {
    Clients.install();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment-node", "rudder-node", "customerio-node"})
  void familyOfSegment_allCalls_meanWhatTheySay(String client) throws Exception {
    Collected collected = send(client, "calls");
    assertThat(collected.all()).hasSize(6);
    assertThat(collected.about("email").attributes())
        .containsEntry("email", Optional.of(EMAIL))
        .containsEntry("job_title", Optional.of(new Value.Text("Director IT")))
        .containsEntry("address.country", Optional.of(new Value.Text("RO")))
        .containsEntry("country", Optional.of(new Value.Text("RO")));
    assertThat(collected.about("email").userId()).hasValue("u-1");
    assertThat(collected.about("email").anonymousId()).hasValue("anon-1");
    assertAsked(collected);
    var page = collected.event("page_view");
    assertThat(page.anonymousId()).hasValue("anon-1");
    assertThat(Collected.property(page, "path")).hasValue(new Value.Text("/pricing"));
    assertThat(Collected.property(page, "name")).hasValue(new Value.Text("Pricing"));
    assertThat(Collected.property(collected.event("screen_view"), "name"))
        .hasValue(new Value.Text("Home"));
    assertAccount(collected);
    assertThat(collected.alias().alias().orElseThrow().previousId()).isEqualTo("anon-1");
  }

  @Test
  void postHog_allCalls_meanWhatTheySay() throws Exception {
    Collected collected = send("posthog-node", "calls");
    assertThat(collected.about("email").attributes())
        .containsEntry("email", Optional.of(EMAIL))
        .containsEntry("job_title", Optional.of(new Value.Text("Director IT")));
    assertAsked(collected);
    assertThat(Collected.property(collected.event("page_view"), "path"))
        .hasValue(new Value.Text("/pricing"));
    assertAccount(collected);
    assertThat(collected.event("Joined").membership().orElseThrow().accountId()).isEqualTo("acme");
    assertThat(collected.alias().alias().orElseThrow().previousId()).isEqualTo("anon-1");
  }

  @Test
  void jitsu_allCalls_meanWhatTheySay() throws Exception {
    Collected collected = send("jitsu-node", "calls");
    assertThat(collected.about("email").userId()).hasValue("u-1");
    assertThat(Collected.property(collected.event("Demo Requested"), "plan"))
        .hasValue(new Value.Text("pro"));
    assertThat(Collected.property(collected.event("page_view"), "title"))
        .hasValue(new Value.Text("Pricing"));
    assertAccount(collected);
  }

  @Test
  void cloudEvents_bothModes_areOneEventEach() throws Exception {
    Collected collected = send("cloudevents-node", "calls");
    assertThat(collected.events("com.example.lead.demo_requested"))
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event.at()).isEqualTo(ASKED_AT);
              assertThat(event.userId()).hasValue("u-1");
              assertThat(Collected.property(event, "plan")).hasValue(new Value.Text("pro"));
            });
    assertThat(collected.ids())
        .containsExactlyInAnyOrder("/web/forms ce-binary", "/web/forms ce-structured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment-node", "rudder-node", "customerio-node", "posthog-node"})
  void burst_firstRefusedAndThenFailed_isThereOnce(String client) throws Exception {
    server.ingest.refuse(
        new Refusal(Refusal.Code.TOO_MANY, "full", Optional.of(Duration.ofSeconds(1))),
        new IllegalStateException("broken, once"));
    Collected collected = send(client, "burst");
    assertThat(collected.events("Counted")).hasSize(60);
    assertThat(collected.ids()).hasSize(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment-node", "rudder-node", "customerio-node", "posthog-node"})
  void burst_takenButAnswerLost_isSentAgainUnderTheSameIds(String client) throws Exception {
    server.ingest.loseAnswers(1);
    Collected collected = send(client, "burst");
    assertThat(collected.events("Counted")).hasSizeGreaterThan(60);
    assertThat(collected.ids()).hasSize(60);
    assertThat(collected.counted()).hasSize(60);
  }

  private Collected send(String client, String what) throws Exception {
    String said =
        Clients.node(
            client + ".mjs", "http://127.0.0.1:" + server.port(), CollectionServer.KEY, what);
    assertThat(server.ingest.rejects()).as(said).isEmpty();
    return new Collected(server.ingest.messages());
  }

  private static void assertAsked(Collected collected) {
    var asked = collected.event("Demo Requested");
    assertThat(asked.at()).isEqualTo(ASKED_AT);
    assertThat(asked.userId()).hasValue("u-1");
    assertThat(asked.source()).isEqualTo("key:web");
    assertThat(Collected.property(asked, "plan")).hasValue(new Value.Text("pro"));
    assertThat(Collected.property(asked, "seats"))
        .hasValue(new Value.Decimal(BigDecimal.valueOf(25)));
  }

  private static void assertAccount(Collected collected) {
    assertThat(collected.membership().accountId()).isEqualTo("acme");
    assertThat(collected.membership().attributes())
        .containsEntry("employees", Optional.of(new Value.Decimal(BigDecimal.valueOf(320))));
  }
}
