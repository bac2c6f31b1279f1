package io.plumbline.server.publish;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.Problems;
import io.plumbline.store.ModelVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** When a pilot ends, as people write it: an instant, or its last day in the model's zone. */
final class PilotEnd {
  private static final int DAY = "2026-12-31".length();

  private PilotEnd() {}

  /**
   * The instant that a text names.
   *
   * @throws Refusal INVALID where it is neither a day nor an instant
   */
  static Instant of(String until, ModelVersion version) {
    try {
      return until.length() == DAY
          ? LocalDate.parse(until).plusDays(1).atStartOfDay(zone(version)).toInstant()
          : OffsetDateTime.parse(until).toInstant();
    } catch (DateTimeParseException none) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "until is "
              + Problems.quoted(until)
              + "; expected the last day of the pilot as 2026-12-31, or an instant as"
              + " 2026-12-31T18:00:00Z.");
    }
  }

  private static ZoneId zone(ModelVersion version) {
    return ReadVersion.of(version.source(), version.appliesTo()).compiled().zone().zone();
  }
}
