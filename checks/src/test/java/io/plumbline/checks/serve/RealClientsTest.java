package io.plumbline.checks.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import io.plumbline.checks.clients.Clients;
import io.plumbline.checks.serve.ServerProcess.Setup;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Published libraries, unchanged, tell a whole server of one person, each in its own way and under
 * its own anonymous id: it is one lead, with each of their events once, and scored.
 */
final class RealClientsTest {
  private static final String MODEL =
      """
      plumbline: 1
      model: asked
      scores:
        all:
          groups:
            who:
              rules:
                - {id: director, if: {job_title: Director IT}, points: 1000}
            what:
              rules:
                - id: demos
                  event: [Demo Requested, com.example.lead.demo_requested]
                  points: 1
                - {id: pages, event: page_view, where: {path: /pricing}, points: 50}
      """;

  private static final String STAY_MILLIS = "4500";

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws Exception {
    Clients.install();
  }

  @Test
  void librariesOfAllFamilies_tellOfOnePerson_itIsOneScoredLead() throws Exception {
    Setup setup = Setup.in(folder);
    Calls.Keys keys = Keyring.create(setup);
    Calls calls = new Calls(keys);
    try (ServerProcess server = ServerProcess.start(setup)) {
      URI url = server.url();
      calls.publish(url, MODEL);

      for (String client : List.of("segment-node", "rudder-node", "customerio-node")) {
        Clients.node(client + ".mjs", url.toString(), keys.write(), "calls");
      }
      assertThat(total(calls, url)).as("family of Segment").isEqualTo(1000 + 3 + 3 * 50);

      // Jitsu's library asks for //api/s/track then.
      Clients.node("jitsu-node.mjs", url + "/", keys.write(), "calls");
      Clients.node("posthog-node.mjs", url.toString(), keys.write(), "calls");
      Clients.node("cloudevents-node.mjs", url.toString(), keys.write());
      sendByJava(url, keys.write());
      assertThat(total(calls, url)).as("servers").isEqualTo(1000 + 8 + 5 * 50);

      for (String page : List.of("segment", "posthog")) {
        Clients.node(
            "browser.mjs", url.toString(), keys.write(), page, Clients.browser(), STAY_MILLIS);
      }
      assertThat(total(calls, url)).as("browsers").isEqualTo(1000 + 10 + 7 * 50);

      assertOneLead(calls, url);
    }
  }

  private static void assertOneLead(Calls calls, URI url) throws Exception {
    JsonNode leads = calls.get(url, "/api/v1/leads").mustBe(200).json();
    assertThat(leads.path("items")).as(leads.toString()).hasSize(1);
    JsonNode lead = calls.get(url, "/api/v1/leads/anonymous:anon-1").mustBe(200).json();
    assertThat(lead.path("id").asString()).isEqualTo("u-1");
    assertThat(lead.path("account").asString()).isEqualTo("acme");
    assertThat(lead.path("attributes").path("email").asString()).isEqualTo("ana.pop@example.ro");
    assertThat(calls.get(url, "/api/v1/leads/u-1/merges").mustBe(200).json().path("items"))
        .hasSizeGreaterThan(3);
    JsonNode timeline =
        calls.get(url, "/api/v1/leads/u-1/timeline?limit=200").mustBe(200).json().path("items");
    List<String> ids = new ArrayList<>();
    timeline.forEach(event -> ids.add(event.path("id").asString()));
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(timeline)
        .filteredOn(event -> event.path("event").asString().equals("Demo Requested"))
        .anySatisfy(
            event -> {
              assertThat(event.path("time").asString()).isEqualTo("2024-05-06T07:08:09Z");
              assertThat(event.path("sent").asString()).startsWith("2");
              assertThat(event.path("received").asString()).startsWith("2");
            });
    assertThat(calls.get(url, "/api/v1/rejected").mustBe(200).json().path("items")).isEmpty();
  }

  private static int total(Calls calls, URI url) throws Exception {
    return calls.get(url, "/api/v1/leads/u-1/explanation").mustBe(200).json().path("total").asInt();
  }

  private static void sendByJava(URI url, String key) throws InterruptedException {
    CountDownLatch sent = new CountDownLatch(2);
    Analytics analytics =
        Analytics.builder(key)
            .endpoint(url.toString())
            .callback(
                new Callback() {
                  @Override
                  public void success(Message message) {
                    sent.countDown();
                  }

                  @Override
                  public void failure(Message message, Throwable failure) {
                    throw new AssertionError(message.toString(), failure);
                  }
                })
            .build();
    analytics.enqueue(
        IdentifyMessage.builder().userId("u-1").traits(Map.of("title", "Director IT")));
    analytics.enqueue(TrackMessage.builder("Demo Requested").userId("u-1"));
    analytics.flush();
    assertThat(sent.await(120, TimeUnit.SECONDS)).isTrue();
    analytics.shutdown();
  }
}
