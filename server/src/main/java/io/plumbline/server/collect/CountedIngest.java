package io.plumbline.server.collect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.server.Refusal;
import io.plumbline.server.live.Ingest;
import io.plumbline.server.live.Received;
import io.plumbline.store.Reject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** An ingest that counts what collection hands to it, and what it does not take. */
public final class CountedIngest implements Ingest {
  private final Ingest ingest;
  private final Counter rejected;
  private final Counter full;
  private final Counter failed;

  /** Counts in a registry what goes into an ingest. */
  public CountedIngest(Ingest ingest, MeterRegistry registry) {
    this.ingest = ingest;
    rejected =
        Counter.builder("plumbline.events.rejected")
            .description("Events that could not be taken and were listed")
            .register(registry);
    full = refused(registry, "full");
    failed = refused(registry, "failed");
  }

  private static Counter refused(MeterRegistry registry, String why) {
    return Counter.builder("plumbline.requests.refused")
        .description("Requests of which nothing was taken, to be sent again")
        .tag("why", why)
        .register(registry);
  }

  @Override
  public CompletionStage<Taken> take(List<Received> messages, List<Reject> rejects) {
    try {
      return ingest
          .take(messages, rejects)
          .whenComplete(
              (taken, failure) -> {
                if (failure == null) {
                  rejected.increment(rejects.size());
                } else {
                  failed.increment();
                }
              });
    } catch (Refusal refusal) {
      (refusal.code() == Refusal.Code.TOO_MANY ? full : failed).increment();
      throw refusal;
    }
  }
}
