package io.plumbline.server.start;

import io.plumbline.server.health.Startup;
import io.plumbline.server.leads.LeadIndex;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.CommitListener;
import io.plumbline.server.live.Live;
import io.plumbline.server.publish.Publishing;
import io.plumbline.server.publish.Tellers;
import io.plumbline.server.webhook.WebhookRoom;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The start of the work, put together. */
@Configuration(proxyBeanMethods = false)
class StartWiring {

  @Bean
  Startup startup() {
    return new Startup();
  }

  /** Everybody listens before anything is written. */
  @Bean
  Beginning.Begun begun(
      Live live,
      Publishing publishing,
      WebhookRoom webhooks,
      Tellers tellers,
      List<CommitListener> commitListeners) {
    live.hearChanges(tellers.ofTraffic());
    commitListeners.forEach(live::hearCommits);
    return new Beginning.Begun(live, publishing, webhooks);
  }

  @Bean
  Beginning beginning(
      Startup startup, LeadIndex index, ActiveModels models, Beginning.Begun begun) {
    return new Beginning(startup, index, models, begun);
  }
}
