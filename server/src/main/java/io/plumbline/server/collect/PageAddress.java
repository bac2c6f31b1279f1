package io.plumbline.server.collect;

import io.plumbline.core.fact.Value;
import java.util.Map;
import java.util.Optional;

/** The address of a page, from which its path can be told where nobody says it. */
final class PageAddress {
  private PageAddress() {}

  /** Adds the path of a page's address where only that is known. */
  static void addPath(Map<String, Value> properties) {
    if (properties.get("url") instanceof Value.Text url && !properties.containsKey("path")) {
      path(url.text()).ifPresent(path -> properties.put("path", new Value.Text(path)));
    }
  }

  /** The path of an address with a scheme and a host. */
  static Optional<String> path(String url) {
    int scheme = url.indexOf("://");
    if (scheme <= 0) {
      return Optional.empty();
    }
    int end = scheme + 3;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    int start = url.indexOf('/', scheme + 3);
    return Optional.of(start < 0 || start >= end ? "/" : url.substring(start, end));
  }
}
