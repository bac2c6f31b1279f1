package io.plumbline.server.collect;

import java.util.Set;

/**
 * What a company can choose about collecting.
 *
 * @param allowedOrigins the web pages that may send events, as {@code https://example.com}; empty
 *     for all
 * @param pageType the type of event that a {@code page} call becomes
 * @param screenType the type of event that a {@code screen} call becomes
 * @param canonicalNames whether well-known traits are kept under the names of the ready models too
 */
public record CollectionSettings(
    Set<String> allowedOrigins, String pageType, String screenType, boolean canonicalNames) {
  public static final CollectionSettings DEFAULT =
      new CollectionSettings(Set.of(), "page_view", "screen_view", true);

  public CollectionSettings {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  boolean allows(String origin) {
    return allowedOrigins.isEmpty() || allowedOrigins.contains(origin);
  }
}
