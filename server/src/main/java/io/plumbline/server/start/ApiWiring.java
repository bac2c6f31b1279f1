package io.plumbline.server.start;

import io.plumbline.server.api.ApiDocument;
import io.plumbline.server.api.ApiJson;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.BodyLimitFilter;
import io.plumbline.server.api.IdempotencyFilter;
import io.plumbline.server.api.KnownParameters;
import io.plumbline.server.api.OperationNames;
import io.plumbline.server.api.Problem;
import io.plumbline.server.api.ProblemAdvice;
import io.plumbline.server.api.ProblemErrorController;
import io.plumbline.server.api.ProblemValve;
import io.plumbline.server.api.RateLimitFilter;
import io.plumbline.server.api.RateLimits;
import io.plumbline.server.api.RecordSchemas;
import io.plumbline.store.Store;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.Filter;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.catalina.core.StandardHost;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.configuration.SpringDocSpecPropertiesConfiguration;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.webmvc.core.configuration.MultipleOpenApiSupportConfiguration;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What all requests of the API have in common, put together. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:io/plumbline/server/api/openapi.properties")
@ImportAutoConfiguration({
  SpringDocConfiguration.class,
  SpringDocConfigProperties.class,
  SpringDocSpecPropertiesConfiguration.class,
  SpringDocWebMvcConfiguration.class,
  MultipleOpenApiSupportConfiguration.class,
})
class ApiWiring {
  private static final long MOST_BODY_BYTES = 5L * 1024 * 1024;

  /** After security, which has order -100: limits go by who asks. */
  private static final int AFTER_SECURITY = 0;

  @Bean
  ProblemAdvice problemAdvice() {
    return new ProblemAdvice();
  }

  @Bean
  ProblemErrorController problemErrorController() {
    return new ProblemErrorController();
  }

  @Bean
  ErrorPageRegistrar errorPages() {
    return registry -> registry.addErrorPages(new ErrorPage("/error"));
  }

  @Bean
  JsonMapperBuilderCustomizer apiJson() {
    return ApiJson::configure;
  }

  /**
   * A library that reads YAML lies on the class path: bodies that are JSON are not YAML as well.
   */
  @Bean
  ServerHttpMessageConvertersCustomizer onlyJson() {
    return converters ->
        converters.configureMessageConvertersList(
            all ->
                all.removeIf(
                    it -> it.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
  }

  @Bean
  FilterRegistrationBean<Filter> rateLimitFilter(
      InstantSource clock, ObjectProvider<RateLimits.Quota> quota) {
    RateLimits limits = new RateLimits(quota.getIfAvailable(() -> RateLimits.Quota.USUAL), clock);
    return registered(new RateLimitFilter(limits), AFTER_SECURITY);
  }

  @Bean
  WebMvcConfigurer knownParameters() {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).addPathPatterns(ApiPaths.API + "/**");
      }
    };
  }

  @Bean
  FilterRegistrationBean<Filter> bodyLimitFilter() {
    return registered(new BodyLimitFilter(MOST_BODY_BYTES), AFTER_SECURITY + 1);
  }

  @Bean
  FilterRegistrationBean<Filter> idempotencyFilter(Store store, InstantSource clock) {
    return registered(new IdempotencyFilter(store, clock), AFTER_SECURITY + 2);
  }

  private static FilterRegistrationBean<Filter> registered(Filter filter, int order) {
    FilterRegistrationBean<Filter> bean = new FilterRegistrationBean<>(filter);
    bean.setOrder(order);
    bean.addUrlPatterns("/api/v1/*");
    return bean;
  }

  /**
   * A lead's id is whatever its sender says, slashes included: it comes percent-encoded as one
   * segment of the path. Everything that decides by path, security too, looks at the segments as
   * they were sent, so nothing is gained by encoding a slash.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedIds() {
    return factory ->
        factory.addConnectorCustomizers(
            connector -> {
              connector.setEncodedSolidusHandling("passthrough");
              connector.setEncodedReverseSolidusHandling("passthrough");
            });
  }

  /** What the container refuses by itself is answered as everything else is. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheContainer() {
    return factory ->
        factory.addContextCustomizers(
            context -> {
              if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
              }
            });
  }

  /** Lets through in encoded form what may stand in an id. */
  @Bean
  HttpFirewall encodedIdsFirewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowUrlEncodedSlash(true);
    firewall.setAllowUrlEncodedDoubleSlash(true);
    firewall.setAllowUrlEncodedPercent(true);
    firewall.setAllowUrlEncodedPeriod(true);
    firewall.setAllowUrlEncodedLineFeed(true);
    firewall.setAllowUrlEncodedCarriageReturn(true);
    firewall.setAllowUrlEncodedParagraphSeparator(true);
    firewall.setAllowUrlEncodedLineSeparator(true);
    firewall.setAllowBackSlash(true);
    firewall.setAllowSemicolon(true);
    return firewall;
  }

  @Bean
  OpenAPI apiDocument() {
    return ApiDocument.empty();
  }

  @Bean
  OpenApiCustomizer completeOperations() {
    return document -> {
      ModelConverters.getInstance(true)
          .readAll(Problem.class)
          .forEach((name, schema) -> document.getComponents().addSchemas(name, schema));
      document
          .getPaths()
          .forEach(
              (path, item) ->
                  item.readOperationsMap()
                      .forEach(
                          (method, operation) ->
                              ApiDocument.complete(
                                  path, method.name().toLowerCase(Locale.ROOT), operation)));
    };
  }

  @Bean
  OperationCustomizer operationNames() {
    return new OperationNames();
  }

  @Bean
  ModelResolver recordSchemas(ObjectMapperProvider mappers) {
    return new RecordSchemas(mappers.jsonMapper());
  }
}
