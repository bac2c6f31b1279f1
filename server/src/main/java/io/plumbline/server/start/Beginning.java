package io.plumbline.server.start;

import io.plumbline.server.health.Startup;
import io.plumbline.server.leads.LeadIndex;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.Live;
import io.plumbline.server.publish.Publishing;
import io.plumbline.server.webhook.WebhookRoom;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What begins when the port is open, one thing after the other. Lists are read before the lane
 * writes, publishing cleans up on the lane, and nothing is sent before the lane has begun.
 */
final class Beginning implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

  /** After the port, which opens in the phase {@code Integer.MAX_VALUE - 2048}. */
  private static final int AFTER_THE_PORT = Integer.MAX_VALUE - 1;

  private final Startup startup;
  private final LeadIndex index;
  private final ActiveModels models;
  private final Begun begun;
  private volatile boolean running;

  /** What begins to work once lists are there, in this order. */
  record Begun(Live live, Publishing publishing, WebhookRoom webhooks) {}

  Beginning(Startup startup, LeadIndex index, ActiveModels models, Begun begun) {
    this.startup = startup;
    this.index = index;
    this.models = models;
    this.begun = begun;
  }

  @Override
  public void start() {
    long since = System.nanoTime();
    startup.step(() -> "leads: %,d are listed so far".formatted(index.leads()));
    index.load(models.current());
    if (index.leads() + index.accounts() > 0) {
      LOG.info(
          "{} leads and {} accounts are listed after {} ms",
          index.leads(),
          index.accounts(),
          Duration.ofNanos(System.nanoTime() - since).toMillis());
    }
    startup.step(() -> "what the last run left behind is tidied up");
    begun.live().start();
    begun.publishing().start();
    begun.webhooks().start();
    startup.done();
    running = true;
  }

  /** Each of them stops when it is closed, after the last request. */
  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return AFTER_THE_PORT;
  }
}
