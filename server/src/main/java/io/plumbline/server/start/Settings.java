package io.plumbline.server.start;

import java.util.HashMap;
import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * All that Spring Boot is told. It reads no file and no environment of its own: the options of a
 * server are read in one place, and an unknown one is an error there.
 */
final class Settings extends StandardEnvironment {
  /** The name of the certificate and key with which connections are encrypted. */
  static final String TLS = "server";

  private Settings(Map<String, Object> values) {
    getPropertySources().addFirst(new MapPropertySource("plumbline", values));
  }

  static Settings of(ServerOptions options) {
    Map<String, Object> values = new HashMap<>();
    values.put("server.address", options.bind());
    values.put("server.port", options.port());
    values.put("server.shutdown", "graceful");
    values.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
    values.put("server.tomcat.max-connections", options.limits().connections());
    values.put("server.tomcat.accept-count", 1000);
    values.put("server.tomcat.threads.max", options.limits().threads());
    values.put("server.tomcat.threads.min-spare", 4);
    // How long a client may take to send what it began, and how long it may stay without a word.
    values.put("server.tomcat.connection-timeout", "20s");
    values.put("server.tomcat.keep-alive-timeout", "60s");
    values.put("server.tomcat.max-http-form-post-size", "64KB");
    values.put("server.tomcat.max-parameter-count", 200);
    values.put("server.max-http-request-header-size", "16KB");
    // A proxy may know us under another scheme or port than we do.
    values.put("server.tomcat.use-relative-redirects", true);
    values.put("server.servlet.register-default-servlet", false);
    values.put("spring.mvc.formcontent.filter.enabled", false);
    values.put("spring.web.resources.add-mappings", false);
    values.put("spring.mvc.problemdetails.enabled", false);
    values.put("server.forward-headers-strategy", options.proxied() ? "native" : "none");
    options.tls().ifPresent(tls -> encrypt(values, tls));
    return new Settings(values);
  }

  /** The files are looked at anew when they change; what does not fit together is not taken. */
  private static void encrypt(Map<String, Object> values, ServerOptions.Tls tls) {
    String bundle = "spring.ssl.bundle.pem." + TLS + ".";
    values.put(bundle + "keystore.certificate", tls.certificate().toUri().toString());
    values.put(bundle + "keystore.private-key", tls.key().toUri().toString());
    values.put(bundle + "keystore.verify-keys", true);
    values.put(bundle + "options.enabled-protocols", "TLSv1.3,TLSv1.2");
    values.put(bundle + "reload-on-update", true);
    values.put("spring.ssl.bundle.watch.file.quiet-period", "1s");
    values.put("server.ssl.bundle", TLS);
  }

  @Override
  protected void customizePropertySources(MutablePropertySources sources) {
    // Neither system properties nor the process's environment.
  }
}
