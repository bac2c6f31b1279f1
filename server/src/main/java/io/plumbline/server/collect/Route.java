package io.plumbline.server.collect;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A way that events come in.
 *
 * @param call what the only call is where the path says it; empty for batches
 * @param taken the answer that its clients want
 */
record Route(Language language, Optional<String> call, Reply taken) {
  private static final Reply SUCCESS = Reply.ok("{\"success\":true}");
  private static final Reply JITSU = Reply.ok("{\"ok\":true}");
  private static final Reply POSTHOG = Reply.ok("{\"status\":1}");

  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("identify", "identify"),
          Map.entry("track", "track"),
          Map.entry("page", "page"),
          Map.entry("screen", "screen"),
          Map.entry("group", "group"),
          Map.entry("alias", "alias"),
          Map.entry("i", "identify"),
          Map.entry("t", "track"),
          Map.entry("p", "page"),
          Map.entry("s", "screen"),
          Map.entry("g", "group"),
          Map.entry("a", "alias"));

  /** The answer to a body, some calls of which were listed as rejected. */
  Reply taken(int rejected) {
    return rejected == 0 || !taken.equals(SUCCESS)
        ? taken
        : Reply.ok("{\"success\":true,\"rejected\":" + rejected + "}");
  }

  private static final Map<String, Route> BY_PATH = byPath();

  private static Map<String, Route> byPath() {
    Map<String, Route> routes = new HashMap<>();
    Route batch = new Route(Language.SEGMENT, Optional.empty(), SUCCESS);
    for (String path : new String[] {"/v1/batch", "/v1/import", "/v1/b", "/beacon/v1/batch"}) {
      routes.put(path, batch);
    }
    CALLS.forEach(
        (word, call) -> {
          routes.put("/v1/" + word, new Route(Language.SEGMENT, Optional.of(call), SUCCESS));
          if (word.equals(call)) {
            Route jitsu = new Route(Language.SEGMENT, Optional.of(call), JITSU);
            routes.put("/api/s/" + word, jitsu);
            routes.put("/api/s/s2s/" + word, jitsu);
          }
        });
    Route postHog = new Route(Language.POSTHOG, Optional.empty(), POSTHOG);
    for (String path : new String[] {"/batch", "/e", "/capture", "/i/v0/e"}) {
      routes.put(path, postHog);
    }
    routes.put("/cloudevents", new Route(Language.CLOUD_EVENTS, Optional.empty(), SUCCESS));
    return Map.copyOf(routes);
  }

  /** The way that a path without a slash at its end leads in. */
  static Optional<Route> of(String path) {
    return Optional.ofNullable(BY_PATH.get(path));
  }
}
