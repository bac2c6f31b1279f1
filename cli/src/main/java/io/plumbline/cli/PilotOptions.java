package io.plumbline.cli;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.model.SliceReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** For whom and how long a version is tried. */
final class PilotOptions {
  @Option(
      names = "--slice",
      required = true,
      paramLabel = "FILE",
      description = "A file with the condition of those it is tried on.")
  private Path slice = Path.of("");

  @Option(
      names = "--until",
      required = true,
      paramLabel = "DAY",
      description =
          "Its last day in the model's time zone, as 2026-12-31, or the instant at which it ends,"
              + " as 2026-12-31T18:00:00Z.")
  private String until = "";

  @Option(names = "--alerts", description = "Tell webhooks of all that changes by it.")
  private boolean alerts;

  /**
   * What was asked for.
   *
   * @param model whose zone and subjects the condition is of, where a version is to be added; the
   *     condition is looked at here, before that is done for a pilot that cannot begin
   */
  ModelDesk.Pilot read(Optional<ScoringModel> model, Console console) {
    if (!isDay(until) && !isInstant(until)) {
      throw Failure.wrongUse(
          "--until is "
              + until
              + "; expected the last day of the pilot as 2026-12-31, or an instant as"
              + " 2026-12-31T18:00:00Z");
    }
    String condition = TextOptions.condition(slice);
    String name = slice.toString();
    model.ifPresent(
        it -> ModelFile.valid(SliceReader.read(name, condition, it.zone(), it.subject()), console));
    return new ModelDesk.Pilot(condition, until, alerts);
  }

  static boolean isDay(String text) {
    try {
      return LocalDate.parse(text) != null;
    } catch (DateTimeParseException another) {
      return false;
    }
  }

  private static boolean isInstant(String text) {
    try {
      return OffsetDateTime.parse(text) != null;
    } catch (DateTimeParseException another) {
      return false;
    }
  }
}
