package io.plumbline.server.collect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The small documents that browser libraries load before they send anything. They tell nothing that
 * is not in the page already, so they are the same for every key. Segment's says that events go
 * where it was loaded from: its library would send them to its makers otherwise.
 */
final class StartupDocuments {
  private static final Pattern SETTINGS =
      Pattern.compile("/v1/projects/([A-Za-z0-9_.~-]{1,200})/settings");
  private static final Pattern ARRAY =
      Pattern.compile("/array/([A-Za-z0-9_.~-]{1,200})/config(\\.js)?");

  private static final String SCRIPT = "text/javascript";

  private static final String POSTHOG_CONFIG =
      "{\"token\":\"KEY\",\"featureFlags\":{},\"flags\":{},\"featureFlagPayloads\":{},"
          + "\"errorsWhileComputingFlags\":false,\"hasFeatureFlags\":false,"
          + "\"supportedCompression\":[\"gzip\",\"gzip-js\"],\"sessionRecording\":false,"
          + "\"config\":{},\"toolbarParams\":{},\"surveys\":false,\"heatmaps\":false,"
          + "\"autocapture_opt_out\":true,\"captureDeadClicks\":false,"
          + "\"capturePerformance\":false,\"siteApps\":[]}";

  private static final String SEGMENT_SETTINGS =
      "{\"integrations\":{\"Segment.io\":{\"apiKey\":\"KEY\",\"apiHost\":\"HOST/v1\","
          + "\"protocol\":\"SCHEME\",\"unbundledIntegrations\":[],"
          + "\"addBundledMetadata\":true,\"versionSettings\":{\"version\":\"4.4.7\","
          + "\"componentTypes\":[\"browser\"]}}},"
          + "\"plan\":{\"track\":{\"__default\":{\"enabled\":true,\"integrations\":{}}},"
          + "\"identify\":{\"__default\":{\"enabled\":true}},"
          + "\"group\":{\"__default\":{\"enabled\":true}}},"
          + "\"edgeFunction\":{},\"analyticsNextEnabled\":true,\"middlewareSettings\":{},"
          + "\"enabledMiddleware\":{},\"metrics\":{\"sampleRate\":0},"
          + "\"legacyVideoPluginsEnabled\":false,\"remotePlugins\":[]}";

  private static final String RUDDER_CONFIG =
      "{\"source\":{\"id\":\"plumbline\",\"name\":\"plumbline\",\"writeKey\":\"KEY\","
          + "\"config\":{\"statsCollection\":{\"errors\":{\"enabled\":false},"
          + "\"metrics\":{\"enabled\":false}}},\"enabled\":true,\"workspaceId\":\"plumbline\","
          + "\"destinations\":[],\"dataplanes\":{},\"connections\":[]},"
          + "\"updatedAt\":\"2024-01-01T00:00:00.000Z\"}";

  private StartupDocuments() {}

  /**
   * The document at a path without a slash at its end.
   *
   * @param key what the query says the write key is, of letters, digits and marks of addresses
   * @param scheme by which this server was asked
   * @param host under which it was asked, with a port unless that is the scheme's
   */
  static Optional<Document> at(String path, Optional<String> key, String scheme, String host) {
    Matcher settings = SETTINGS.matcher(path);
    if (settings.matches()) {
      String here = SEGMENT_SETTINGS.replace("SCHEME", scheme).replace("HOST", host);
      return json(here, settings.group(1));
    }
    Matcher array = ARRAY.matcher(path);
    if (array.matches()) {
      return array.group(2) == null
          ? json(POSTHOG_CONFIG, array.group(1))
          : Optional.of(script(array.group(1)));
    }
    if (path.equals("/sourceConfig")) {
      return json(RUDDER_CONFIG, key.orElse(""));
    }
    if (path.startsWith("/static/") && path.endsWith(".js")) {
      return Optional.of(new Document(SCRIPT, "/* no such part here */"));
    }
    return path.equals("/flags") || path.equals("/decide")
        ? json(POSTHOG_CONFIG, "")
        : Optional.empty();
  }

  private static Optional<Document> json(String document, String key) {
    return Optional.of(new Document("application/json", document.replace("KEY", key)));
  }

  private static Document script(String key) {
    return new Document(
        SCRIPT,
        "(function(){var c=window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};c[\""
            + key
            + "\"]={config:"
            + POSTHOG_CONFIG.replace("KEY", key)
            + ",siteApps:[]};})();");
  }

  /** What is answered, in ASCII. */
  record Document(String type, String text) {}
}
