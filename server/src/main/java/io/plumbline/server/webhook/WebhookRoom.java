package io.plumbline.server.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.CommitListener;
import io.plumbline.server.live.SubjectUpdate;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.server.notice.RunSpeech;
import io.plumbline.store.Store;
import java.nio.file.Path;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The room, put together: what writes messages, what sends them, and what people do with endpoints,
 * deliveries and alert rules.
 */
public final class WebhookRoom implements CommitListener, AutoCloseable {
  private final InstantSource clock;
  private final OutboxWriter writer;
  private final Attempts attempts;
  private final Sender sender;
  private final SendFigures figures;
  private final EndpointBook endpoints;
  private final DeliveryBook deliveries;
  private final AlertBook alerts;

  /**
   * A room on a store; it sends nothing before {@link #start}.
   *
   * @param active which versions count
   * @param speech which runs are told to others
   */
  public WebhookRoom(Store store, ActiveModels active, RunSpeech speech, Options options) {
    this(
        store,
        new OutboxWriter(active, speech, () -> "msg_" + UuidCreator.getTimeOrderedEpoch()),
        options,
        GuardedResolver.Lookup.SYSTEM);
  }

  WebhookRoom(Store store, OutboxWriter writer, Options options, GuardedResolver.Lookup lookup) {
    this.clock = options.clock();
    this.writer = writer;
    this.figures = new SendFigures(clock);
    SecretBox box = SecretBox.ofFile(options.keyFile());
    Transport transport =
        new HttpTransport(
            options.allowPrivate(),
            Authorities.context(options.authorities()),
            clock,
            HttpTransport.TIMEOUT,
            lookup);
    this.attempts = new Attempts(transport, new Signature(box), clock);
    Settlement settlement = new Settlement(store, new RetrySchedule(options.random()), figures);
    AlertTimers timers = new AlertTimers(store, writer);
    Upkeep upkeep = new Upkeep(store, timers, figures, Upkeep.MOST_PENDING);
    this.sender = new Sender(store, attempts, settlement, upkeep);
    this.endpoints =
        new EndpointBook(store, box, lookup, options.allowPrivate(), writer.versions());
    this.deliveries = new DeliveryBook(store);
    this.alerts = new AlertBook(store, writer.versions());
  }

  /**
   * What a room is made with.
   *
   * @param allowPrivate whether endpoints may allow calls to private addresses
   * @param authorities a file of certificates that are trusted besides Java's own, as PEM
   * @param keyFile where the key lies that encrypts secrets; made where it is not there
   * @param random makes waits uneven
   */
  public record Options(
      boolean allowPrivate,
      Optional<Path> authorities,
      Path keyFile,
      InstantSource clock,
      RandomGenerator random) {}

  /** Begins to send. */
  public void start() {
    sender.start();
  }

  /** What has to hear of changes and publications. */
  public OutboxWriter writer() {
    return writer;
  }

  /** What would be sent if scores changed. */
  public NoticePreview preview() {
    return new Preview(writer, clock);
  }

  public SendFigures figures() {
    return figures;
  }

  /** Something may have been written that is to be sent. */
  @Override
  public void committed(List<SubjectUpdate> updates) {
    wake();
  }

  @Override
  public void close() {
    sender.close();
  }

  void wake() {
    sender.wake();
  }

  EndpointBook endpoints() {
    return endpoints;
  }

  DeliveryBook deliveries() {
    return deliveries;
  }

  AlertBook alerts() {
    return alerts;
  }

  Attempts.Made ping(long endpoint, Change change) {
    return endpoints.test(endpoint, attempts, writer.ping(endpoint, change.at()), change);
  }

  Change change(Principal principal) {
    return new Change(principal.getName(), clock.instant());
  }
}
