package io.plumbline.core.score;

import io.plumbline.core.fact.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The facts behind a contribution. */
public sealed interface Evidence {

  /** The attributes that a rule looked at, in the order it names them. */
  record Attributes(List<AttributeFact> attributes) implements Evidence {
    public Attributes {
      attributes = List.copyOf(attributes);
    }
  }

  /** An attribute and its value; without a value it is unknown. */
  record AttributeFact(String attribute, Optional<Value> value) {}

  /**
   * The events that counted.
   *
   * @param count how many
   * @param first instant of the earliest; empty for none
   * @param last instant of the latest; empty for none
   * @param ids of up to five of them, the latest first
   * @param measured what the rule measured; empty where it measures nothing or there was nothing
   */
  record Events(
      long count,
      Optional<Instant> first,
      Optional<Instant> last,
      List<String> ids,
      Optional<BigDecimal> measured)
      implements Evidence {
    public Events {
      ids = List.copyOf(ids);
    }
  }
}
