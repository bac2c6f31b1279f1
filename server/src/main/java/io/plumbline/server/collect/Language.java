package io.plumbline.server.collect;

import io.plumbline.core.fact.Value;

/** The families of clients. */
enum Language {
  SEGMENT,
  POSTHOG,
  CLOUD_EVENTS;

  /** The family that writes calls of this shape: for a call whose route is no longer known. */
  static Language of(Draft call) {
    if (call.has("specversion")) {
      return CLOUD_EVENTS;
    }
    boolean ofPostHog =
        call.has("distinct_id")
            || CallParts.known(call.section(Section.PROPERTIES), "distinct_id")
                .filter(id -> id instanceof Value.Text || id instanceof Value.Decimal)
                .isPresent();
    return ofPostHog && !call.has("userId") && !call.has("anonymousId") ? POSTHOG : SEGMENT;
  }
}
