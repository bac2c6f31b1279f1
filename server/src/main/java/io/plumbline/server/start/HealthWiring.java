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
import io.plumbline.server.health.BacklogFilter;
import io.plumbline.server.health.MetricsController;
import io.plumbline.server.health.ProbeFilter;
import io.plumbline.server.health.Startup;
import io.plumbline.server.health.WatchedStore;
import io.plumbline.server.live.Live;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
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

  /** Before the guard of hosts: those who watch call a server by its address. */
  @Bean
  FilterRegistrationBean<Filter> probes(Startup startup, WatchedStore store, Live live) {
    Map<String, Readiness> parts = Map.of("store", store, "scores", live.readiness());
    FilterRegistrationBean<Filter> bean =
        new FilterRegistrationBean<>(new ProbeFilter(startup, parts));
    bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return bean;
  }

  @Bean
  FilterRegistrationBean<Filter> backlog(Live live) {
    FilterRegistrationBean<Filter> bean =
        new FilterRegistrationBean<>(new BacklogFilter(live::waiting));
    bean.addUrlPatterns("/api/v1/*");
    return bean;
  }

  @Bean
  MetricsController metricsController(PrometheusMeterRegistry figures) {
    return new MetricsController(figures);
  }
}
