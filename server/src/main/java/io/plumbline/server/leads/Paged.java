package io.plumbline.server.leads;

import io.plumbline.server.api.Page;
import java.util.Optional;

/** Which page of a list is asked for. */
record Paged(int limit, Optional<String> after) {
  static Paged of(Optional<Integer> limit, Optional<String> after) {
    return new Paged(Page.limit(limit), after);
  }
}
