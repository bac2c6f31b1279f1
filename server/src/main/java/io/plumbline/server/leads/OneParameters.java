package io.plumbline.server.leads;

import io.plumbline.server.Refusal;
import java.time.Instant;
import java.util.Optional;

/** Reads the instants that single leads are asked for with. */
final class OneParameters {
  private OneParameters() {}

  static Optional<Instant> asOf(Optional<String> text, Instant now) {
    Optional<Instant> asOf = text.map(it -> QueryWords.instant("as_of", it));
    if (asOf.filter(it -> it.isAfter(now)).isPresent()) {
      throw new Refusal(
          Refusal.Code.INVALID, "The parameter as_of lies in the future; nobody knows the facts.");
    }
    return asOf;
  }
}
