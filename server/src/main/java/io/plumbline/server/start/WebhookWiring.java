package io.plumbline.server.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.server.notice.RunSpeech;
import io.plumbline.server.webhook.AlertController;
import io.plumbline.server.webhook.MessageDocument;
import io.plumbline.server.webhook.OutboxWriter;
import io.plumbline.server.webhook.WebhookController;
import io.plumbline.server.webhook.WebhookRoom;
import io.plumbline.store.Store;
import java.security.SecureRandom;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is told to others, put together. */
@Configuration(proxyBeanMethods = false)
class WebhookWiring {

  @Bean
  RunSpeech runSpeech() {
    return RunSpeech.OF_LEDGER;
  }

  @Bean(destroyMethod = "close")
  WebhookRoom webhookRoom(
      Store store,
      ActiveModels active,
      RunSpeech speech,
      ServerOptions options,
      MeterRegistry registry) {
    WebhookRoom room =
        new WebhookRoom(
            store,
            active,
            speech,
            new WebhookRoom.Options(
                options.webhooks().privateAddresses(),
                options.webhooks().authorities(),
                options.data().resolve("webhooks.key"),
                options.clock(),
                new SecureRandom()));
    room.figures().bindTo(registry);
    return room;
  }

  @Bean
  OutboxWriter outboxWriter(WebhookRoom room) {
    return room.writer();
  }

  @Bean
  NoticePreview noticePreview(WebhookRoom room) {
    return room.preview();
  }

  @Bean
  WebhookController webhookController(WebhookRoom room) {
    return new WebhookController(room);
  }

  @Bean
  AlertController alertController(WebhookRoom room) {
    return new AlertController(room);
  }

  @Bean
  OpenApiCustomizer messageDocument() {
    return MessageDocument::addTo;
  }
}
