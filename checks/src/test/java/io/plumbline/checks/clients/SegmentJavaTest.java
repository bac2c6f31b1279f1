package io.plumbline.checks.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.TrackMessage;
import io.plumbline.core.fact.Value;
import io.plumbline.server.Refusal;
import io.plumbline.server.collect.CollectionServer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Segment's library for Java, as published, sends to a collection server. */
final class SegmentJavaTest {
  private static final Instant ASKED_AT = Instant.parse("2024-05-06T07:08:09Z");

  private final CollectionServer server = new CollectionServer(InstantSource.system());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void allCalls_meanWhatTheySay() throws Exception {
    CountDownLatch sent = new CountDownLatch(5);
    Analytics analytics = analytics(sent);
    analytics.enqueue(
        IdentifyMessage.builder()
            .userId("u-1")
            .traits(Map.of("email", "ana.pop@example.ro", "title", "Director IT")));
    analytics.enqueue(
        TrackMessage.builder("Demo Requested")
            .userId("u-1")
            .timestamp(Date.from(ASKED_AT))
            .properties(Map.of("plan", "pro", "seats", 25)));
    analytics.enqueue(
        PageMessage.builder("Pricing")
            .anonymousId("anon-1")
            .properties(Map.of("url", "https://example.com/pricing")));
    analytics.enqueue(GroupMessage.builder("acme").userId("u-1").traits(Map.of("employees", 320)));
    analytics.enqueue(AliasMessage.builder("anon-1").userId("u-1"));
    Collected collected = sent(analytics, sent);
    assertThat(collected.about("email").attributes())
        .containsEntry("job_title", Optional.of(new Value.Text("Director IT")));
    assertThat(collected.event("Demo Requested").at()).isEqualTo(ASKED_AT);
    assertThat(Collected.property(collected.event("page_view"), "path"))
        .hasValue(new Value.Text("/pricing"));
    assertThat(collected.membership().attributes())
        .containsEntry("employees", Optional.of(new Value.Decimal(BigDecimal.valueOf(320))));
    assertThat(collected.alias().alias().orElseThrow().previousId()).isEqualTo("anon-1");
  }

  @Test
  void manyEvents_arriveOnce() throws Exception {
    CountDownLatch sent = new CountDownLatch(600);
    Analytics analytics = analytics(sent);
    count(analytics, 600);
    Collected collected = sent(analytics, sent);
    assertThat(collected.events("Counted")).hasSize(600);
    assertThat(collected.ids()).hasSize(600);
  }

  /** Its back-off is 15 seconds and more, so this is in the long form of the tests. */
  @Test
  void manyEvents_firstRefusedAndThenFailed_arriveOnce() throws Exception {
    Assumptions.assumeTrue(Boolean.getBoolean("long"));
    server.ingest.refuse(
        new Refusal(Refusal.Code.TOO_MANY, "full"), new IllegalStateException("broken, once"));
    CountDownLatch sent = new CountDownLatch(20);
    Analytics analytics = analytics(sent);
    count(analytics, 20);
    Collected collected = sent(analytics, sent);
    assertThat(collected.events("Counted")).hasSize(20);
    assertThat(collected.ids()).hasSize(20);
  }

  private static void count(Analytics analytics, int events) {
    for (int i = 0; i < events; i++) {
      analytics.enqueue(TrackMessage.builder("Counted").userId("u-1").properties(Map.of("i", i)));
    }
  }

  private Analytics analytics(CountDownLatch sent) {
    return Analytics.builder(CollectionServer.KEY)
        .endpoint("http://127.0.0.1:" + server.port())
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
  }

  private Collected sent(Analytics analytics, CountDownLatch sent) throws InterruptedException {
    analytics.flush();
    assertThat(sent.await(120, TimeUnit.SECONDS)).isTrue();
    analytics.shutdown();
    assertThat(server.ingest.rejects()).isEmpty();
    return new Collected(server.ingest.messages());
  }
}
