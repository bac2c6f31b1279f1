package io.plumbline.server.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.Ingest;
import io.plumbline.server.live.Live;
import io.plumbline.server.live.LiveSettings;
import io.plumbline.server.live.WriteLane;
import io.plumbline.store.Store;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Scores that are always right, put together. */
@Configuration(proxyBeanMethods = false)
class LiveWiring {

  @Bean(destroyMethod = "close")
  Live live(Store store, ActiveModels models, InstantSource clock, MeterRegistry registry) {
    return new Live(store, models, clock, LiveSettings.DEFAULT, registry);
  }

  @Bean
  Ingest ingest(Live live) {
    return live.ingest();
  }

  @Bean
  WriteLane writeLane(Live live) {
    return live.lane();
  }
}
