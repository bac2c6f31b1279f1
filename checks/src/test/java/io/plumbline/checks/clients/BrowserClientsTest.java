package io.plumbline.checks.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.Value;
import io.plumbline.server.Refusal;
import io.plumbline.server.collect.CollectionServer;
import io.plumbline.server.live.Received;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published libraries for browsers, in a page of another origin, in a real browser. */
final class BrowserClientsTest {
  private static final String SHORT = "1500";
  private static final String LONG = "4500";

  private final CollectionServer server = new CollectionServer(InstantSource.system());

  @BeforeAll
  static void install() throws Exception {
    Clients.install();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void segment_oneCallARequest_meansWhatItSays() throws Exception {
    Collected collected = open("segment", SHORT);
    assertPage(collected.event("page_view"));
    assertThat(collected.about("email").userId()).hasValue("u-1");
    assertThat(collected.about("email").anonymousId())
        .isEqualTo(collected.event("page_view").anonymousId());
    assertDemo(collected);
    assertAccount(collected);
    assertThat(Collected.property(collected.event("screen_view"), "name"))
        .hasValue(new Value.Text("Home"));
  }

  @Test
  void segment_inBatches_arrivesOnce() throws Exception {
    Collected collected = open("segment-batch", SHORT);
    assertThat(collected.events("Counted")).hasSize(25);
    assertThat(collected.ids()).hasSize(25);
  }

  @Test
  void segment_firstRefusedAndThenFailed_sendsAgain() throws Exception {
    server.ingest.refuse(
        new Refusal(Refusal.Code.TOO_MANY, "full", Optional.of(Duration.ofSeconds(1))),
        new IllegalStateException("broken, once"));
    String said = run("segment-batch", LONG);
    assertThat(server.ingest.rejects()).as(said).isEmpty();
    assertThat(new Collected(server.ingest.messages()).counted()).hasSize(25);
  }

  @Test
  void rudderStack_oneCallARequest_meansWhatItSays() throws Exception {
    Collected collected = open("rudder", SHORT);
    assertPage(collected.event("page_view"));
    assertThat(collected.about("email").userId()).hasValue("u-1");
    assertDemo(collected);
    assertAccount(collected);
  }

  @Test
  void rudderStack_beacon_arrivesWithoutPreflight() throws Exception {
    Collected collected = open("rudder-beacon", SHORT);
    assertThat(collected.counted()).hasSize(5);
  }

  @Test
  void postHog_withAllItLoads_meansWhatItSays() throws Exception {
    Collected collected = open("posthog", LONG);
    assertPage(collected.event("page_view"));
    Received identified = collected.about("email");
    assertThat(identified.userId()).hasValue("u-1");
    assertThat(identified.anonymousId()).isPresent();
    assertDemo(collected);
    assertAccount(collected);
    assertThat(collected.event("Counted").membership().orElseThrow().accountId()).isEqualTo("acme");
  }

  @Test
  void jitsu_oneCallARequest_meansWhatItSays() throws Exception {
    Collected collected = open("jitsu", SHORT);
    assertPage(collected.event("page_view"));
    assertThat(collected.about("email").userId()).hasValue("u-1");
    assertDemo(collected);
  }

  private Collected open(String page, String millisecondsToStay) throws Exception {
    String said = run(page, millisecondsToStay);
    assertThat(said).isEmpty();
    assertThat(server.ingest.rejects()).isEmpty();
    return new Collected(server.ingest.messages());
  }

  private String run(String page, String millisecondsToStay) throws Exception {
    return Clients.node(
        "browser.mjs",
        "http://127.0.0.1:" + server.port(),
        CollectionServer.KEY,
        page,
        Clients.browser(),
        millisecondsToStay);
  }

  private static void assertPage(Received view) {
    assertThat(Collected.property(view, "path")).hasValue(new Value.Text("/pricing"));
    assertThat(Collected.property(view, "title")).hasValue(new Value.Text("Pricing"));
    assertThat(Collected.property(view, "campaign.source")).hasValue(new Value.Text("newsletter"));
  }

  private static void assertDemo(Collected collected) {
    Received demo = collected.event("Demo Requested");
    assertThat(demo.userId()).hasValue("u-1");
    assertThat(Collected.property(demo, "plan")).hasValue(new Value.Text("pro"));
  }

  private static void assertAccount(Collected collected) {
    assertThat(collected.membership().accountId()).isEqualTo("acme");
    assertThat(collected.membership().attributes())
        .containsEntry("employees", Optional.of(new Value.Decimal(BigDecimal.valueOf(320))));
  }
}
