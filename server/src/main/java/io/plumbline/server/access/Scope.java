package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a secret key may be good for. */
public enum Scope {
  LEADS_READ,
  LEADS_WRITE,
  EVENTS_READ,
  EVENTS_WRITE,
  MODELS_READ,
  MODELS_WRITE,
  MODELS_PUBLISH,
  WEBHOOKS,
  ADMIN;

  /** The scope as people and programs write it, such as {@code leads:read}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  /** All of them as written. */
  public static Set<String> all() {
    return Arrays.stream(values()).map(Scope::text).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Scopes as written, sorted.
   *
   * @throws Refusal where one is unknown
   */
  static Set<String> check(Collection<String> texts) {
    for (String text : texts) {
      if (!all().contains(text)) {
        throw new Refusal(
            Refusal.Code.UNPROCESSABLE,
            "There is no scope "
                + KeyText.cut(text)
                + "; the scopes are "
                + String.join(", ", all())
                + ".");
      }
    }
    return new TreeSet<>(texts);
  }
}
