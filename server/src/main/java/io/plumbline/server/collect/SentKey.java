package io.plumbline.server.collect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where clients put the write key: the user name of Basic authentication, the header {@code
 * X-Write-Key}, the query's {@code writeKey}, the body. What follows a colon is no part of it.
 */
final class SentKey {
  private SentKey() {}

  /** The first key that stands outside of the body. */
  static Optional<String> outside(
      Optional<String> authorization, Optional<String> header, Optional<String> query) {
    return authorization
        .flatMap(SentKey::userName)
        .or(() -> header.flatMap(SentKey::plain))
        .or(() -> query.flatMap(text -> parameter(text, "writeKey")).flatMap(SentKey::plain));
  }

  /** The key in a body, around its calls or in the first of them. */
  static Optional<String> inside(Envelope envelope) {
    Draft outer = envelope.outer();
    return key(outer, "writeKey")
        .or(() -> key(outer, "api_key"))
        .or(() -> key(outer, "token"))
        .or(() -> envelope.calls().stream().findFirst().flatMap(SentKey::ofCall));
  }

  private static Optional<String> ofCall(Draft call) {
    return key(call, "writeKey")
        .or(() -> key(call, "api_key"))
        .or(() -> CallParts.text(call.section(Section.PROPERTIES), "token"))
        .flatMap(SentKey::plain);
  }

  private static Optional<String> key(Draft draft, String name) {
    return draft.plain(name).flatMap(SentKey::plain);
  }

  private static Optional<String> userName(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      return plain(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<String> parameter(String query, String name) {
    for (String pair : query.split("&", 100)) {
      if (pair.startsWith(name + "=")) {
        try {
          String value = pair.substring(name.length() + 1);
          return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException badEscape) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> plain(String text) {
    int colon = text.indexOf(':');
    String key = (colon < 0 ? text : text.substring(0, colon)).strip();
    return key.isEmpty() || key.length() > CollectionLimits.KEY_CHARACTERS
        ? Optional.empty()
        : Optional.of(key);
  }
}
