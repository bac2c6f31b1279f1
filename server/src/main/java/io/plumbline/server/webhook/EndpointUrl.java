package io.plumbline.server.webhook;

import io.plumbline.server.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Addresses as endpoints may have them. */
final class EndpointUrl {
  static final int LONGEST = 2048;

  private static final int LOWEST_FREE_PORT = 1024;
  private static final int HIGHEST_PORT = 65_535;
  private static final Set<Integer> WEB_PORTS = Set.of(80, 443);

  private EndpointUrl() {}

  /** The address as it can be called; refuses what is none, or must not be called. */
  static URI read(String text) {
    if (text.length() > LONGEST) {
      throw refusal("it has " + text.length() + " characters, " + LONGEST + " at most");
    }
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException wrong) {
      throw refusal("it is no URL: " + wrong.getReason());
    }
    check(url);
    return url;
  }

  private static void check(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw refusal("it must begin with https:// or http://");
    }
    if (url.getHost() == null || url.getHost().isEmpty()) {
      throw refusal("it names no host");
    }
    if (url.getRawUserInfo() != null) {
      throw refusal("it must not have a user name or password; messages are signed instead");
    }
    if (url.getRawFragment() != null) {
      throw refusal("it must not have a fragment (#)");
    }
    int port = url.getPort();
    boolean usual = port == -1 || WEB_PORTS.contains(port);
    if (!usual && (port < LOWEST_FREE_PORT || port > HIGHEST_PORT)) {
      throw refusal("its port must be 80, 443, or " + LOWEST_FREE_PORT + " to " + HIGHEST_PORT);
    }
  }

  private static Refusal refusal(String why) {
    return new Refusal(Refusal.Code.UNPROCESSABLE, "The url cannot be used: " + why + ".");
  }
}
