package io.plumbline.server.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plumbline.server.Readiness;
import io.plumbline.server.health.HealthController;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** How the server is, put together. */
@Configuration(proxyBeanMethods = false)
class HealthWiring {
  /** After the guard of hosts, before all that can take time. */
  private static final int EARLY = Integer.MIN_VALUE + 10;

  @Bean(destroyMethod = "close")
  PrometheusMeterRegistry meterRegistry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean(destroyMethod = "close")
  JvmGcMetrics processFigures(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(registry);
    return collections;
  }

  /** Times requests by the pattern of their path, never by the path itself. */
  @Bean
  FilterRegistrationBean<Filter> requestFigures(MeterRegistry registry) {
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(registry));
    FilterRegistrationBean<Filter> bean =
        new FilterRegistrationBean<>(new ServerHttpObservationFilter(observations));
    bean.setOrder(EARLY);
    bean.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    return bean;
  }

  @Bean
  Readiness storeReadiness(Store store) {
    return () -> {
      try {
        store.read(tx -> tx.rejects().openCount());
        return Optional.empty();
      } catch (StoreException e) {
        return Optional.of(e.code().name().toLowerCase(java.util.Locale.ROOT));
      }
    };
  }

  @Bean
  HealthController healthController(Map<String, Readiness> parts, PrometheusMeterRegistry figures) {
    return new HealthController(parts, figures);
  }
}
