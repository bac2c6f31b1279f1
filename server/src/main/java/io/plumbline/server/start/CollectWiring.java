package io.plumbline.server.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.server.access.Keys;
import io.plumbline.server.collect.CollectionDesk;
import io.plumbline.server.collect.CollectionServlet;
import io.plumbline.server.collect.CollectionSettings;
import io.plumbline.server.collect.CountedIngest;
import io.plumbline.server.collect.RejectedController;
import io.plumbline.server.collect.RejectedList;
import io.plumbline.server.collect.WriteKey;
import io.plumbline.server.collect.WriteKeys;
import io.plumbline.server.live.Ingest;
import io.plumbline.store.ApiKey;
import io.plumbline.store.Store;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The collection of events, put together. */
@Configuration(proxyBeanMethods = false)
class CollectWiring {
  private static final int REPLY_THREADS = 4;

  /** A secret key that may write events may do so here too, as servers are used to. */
  @Bean
  WriteKeys writeKeys(Keys keys) {
    return text ->
        keys.find(text)
            .filter(key -> key.kind() == ApiKey.Kind.WRITE || key.scopes().contains("events:write"))
            .map(key -> new WriteKey(key.label()));
  }

  @Bean(destroyMethod = "shutdown")
  ExecutorService replies() {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        REPLY_THREADS,
        work -> {
          Thread thread = new Thread(work, "reply-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  @Bean
  CollectionDesk collectionDesk(
      Ingest ingest,
      WriteKeys keys,
      ServerOptions options,
      MeterRegistry registry,
      ExecutorService replies) {
    CollectionSettings usual = CollectionSettings.DEFAULT;
    CollectionSettings settings =
        new CollectionSettings(
            Set.copyOf(options.origins()),
            usual.pageType(),
            usual.screenType(),
            usual.canonicalNames());
    return new CollectionDesk(
        new CountedIngest(ingest, registry), keys, settings, options.clock(), replies);
  }

  @Bean
  ServletRegistrationBean<CollectionServlet> collection(CollectionDesk desk) {
    ServletRegistrationBean<CollectionServlet> bean =
        new ServletRegistrationBean<>(new CollectionServlet(desk), CollectionServlet.paths());
    bean.setName(AccessWiring.COLLECTION);
    bean.setAsyncSupported(true);
    return bean;
  }

  @Bean
  RejectedController rejectedController(
      Store store, Ingest ingest, CollectionDesk desk, InstantSource clock) {
    return new RejectedController(new RejectedList(store, ingest, desk, clock));
  }
}
