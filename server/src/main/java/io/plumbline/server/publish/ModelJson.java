package io.plumbline.server.publish;

import io.plumbline.server.Refusal.Flaw;
import io.plumbline.server.api.Words;
import io.plumbline.server.publish.Publishing.Started;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Pilot;
import io.plumbline.store.Run;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Models, versions, impacts and runs as the API shows them. */
final class ModelJson {
  private ModelJson() {}

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<String> known(String text) {
    return Optional.of(text).filter(it -> !it.isEmpty());
  }

  @Schema(name = "Model", description = "A model and the versions that count now.")
  record Model(String model, Version latest, List<Version> current) {
    static Model of(Drafts.Overview overview) {
      return new Model(
          overview.model(),
          Version.of(overview.latest()),
          overview.current().stream().map(Version::of).toList());
    }
  }

  @Schema(name = "Models")
  record Models(List<Model> items) {}

  @Schema(name = "ModelVersion", description = "A version without its text.")
  record Version(
      String model,
      int version,
      @Schema(example = "live") @Words(value = ModelVersion.Status.class, between = "-")
          String status,
      @Schema(description = "Who gave it.") String author,
      @Schema(description = "What is new, for others.") Optional<String> note,
      @Schema(description = "The condition of those it scores, in YAML; everybody without one.")
          Optional<String> appliesTo,
      @Schema(description = "How often it was changed.") int revision,
      Instant createdAt,
      Optional<Instant> publishedAt,
      Optional<Instant> retiredAt,
      @Schema(description = "The condition of those a pilot is tried on, in YAML.")
          Optional<String> pilotSlice,
      @Schema(description = "When a pilot ends.") Optional<Instant> pilotUntil) {
    static Version of(ModelVersion it) {
      return new Version(
          it.model(),
          it.number(),
          word(it.status()),
          it.author(),
          known(it.note()),
          known(it.appliesTo()),
          it.revision(),
          it.created(),
          it.published(),
          it.retired(),
          it.pilot().map(Pilot::slice),
          it.pilot().map(Pilot::until));
    }
  }

  @Schema(name = "ModelText", description = "A version with its text, exactly as it was given.")
  record WholeVersion(Version version, String source) {}

  @Schema(name = "ModelDraft", description = "A model as its author gives it.")
  record Draft(
      @Schema(description = "The model in YAML.") String source,
      @Schema(description = "What is new, for others.") Optional<String> note,
      @Schema(description = "The condition of those it scores, in YAML; left out for everybody.")
          Optional<String> appliesTo) {}

  @Schema(name = "ModelGiven")
  record Given(
      Version version,
      @Schema(description = "Whether the live version says exactly this: then there is no draft.")
          boolean unchanged,
      List<Flaw> warnings) {
    static Given of(Drafts.Given given) {
      return new Given(Version.of(given.version()), given.unchanged(), given.warnings());
    }
  }

  @Schema(name = "ModelChecked")
  record Checked(String model, List<Flaw> warnings) {}

  @Schema(name = "Run", description = "Work on the scores of many subjects.")
  record RunShown(
      long run,
      @Schema(example = "publish") @Words(value = Run.Kind.class, between = "-") String kind,
      @Schema(
              allowableValues = {"running", "done", "failed"},
              example = "done")
          String state,
      Optional<String> model,
      Optional<Integer> version,
      @Schema(description = "Who began it.", example = "user:ana") String actor,
      Instant startedAt,
      Optional<Instant> endedAt,
      Optional<Long> durationMs,
      @Schema(description = "How many leads or accounts were judged.") long subjects,
      @Schema(description = "How many have another score by it.") long changed,
      @Schema(description = "Whether its changes are told to webhooks.") boolean told,
      @Schema(description = "From 0 to 1, while it runs.") Optional<Double> progress,
      Optional<String> error) {

    static RunShown of(Run run, Optional<ModelVersion> version, Optional<Progress> underWay) {
      Optional<Progress> now = underWay.filter(it -> run.isRunning());
      return new RunShown(
          run.key(),
          word(run.kind()),
          run.isRunning() ? "running" : run.error().isEmpty() ? "done" : "failed",
          version.map(ModelVersion::model),
          version.map(ModelVersion::number),
          run.actor(),
          run.start(),
          run.end(),
          run.end().map(end -> Duration.between(run.start(), end).toMillis()),
          now.map(Progress::scored).orElse(run.subjects()),
          now.map(Progress::changed).orElse(run.changed()),
          run.told(),
          now.map(ModelJson::share),
          known(run.error()));
    }

    static RunShown of(Started started, ModelVersion version) {
      Run run =
          started.end().isDone() && !started.end().isCompletedExceptionally()
              ? started.end().join()
              : started.run();
      return of(run, Optional.of(version), Optional.of(started.progress()));
    }
  }

  @Schema(name = "ModelStopped")
  record Stopped(Version version, Optional<RunShown> run) {}

  @Schema(name = "Impact", description = "What would change if a version became live now.")
  record ImpactShown(
      long impact,
      String model,
      @Schema(description = "Left out where a text was asked about that is no version.")
          Optional<Integer> version,
      @Schema(
              allowableValues = {"running", "done", "failed"},
              example = "done")
          String state,
      @Schema(description = "From 0 to 1.") double progress,
      Optional<ImpactReport> report,
      Optional<String> error) {
    static ImpactShown of(Impacts.Asked asked) {
      Optional<ImpactReport> report = asked.report();
      boolean failed = asked.found().isCompletedExceptionally();
      String error = asked.progress().isCancelled() ? "it was cancelled" : "it failed";
      return new ImpactShown(
          asked.number(),
          asked.version().model(),
          Impact.numberOf(asked.version()),
          report.isPresent() ? "done" : failed ? "failed" : "running",
          report.isPresent() ? 1 : share(asked.progress()),
          report,
          failed ? Optional.of(error) : Optional.empty());
    }
  }

  private static double share(Progress progress) {
    return progress.total() == 0
        ? 0
        : Math.floor(1000.0 * progress.done() / progress.total()) / 1000;
  }

  @Schema(name = "PublishOrder")
  record PublishOrder(
      @Schema(
              description =
                  "Whether changes are told to webhooks and may raise alerts; not unless"
                      + " asked for.")
          Optional<Boolean> alerts) {}

  @Schema(name = "RollbackOrder")
  record RollbackOrder(
      @Schema(
              description =
                  "The version to go back to; the one that was live before, unless given.")
          Optional<Integer> to,
      Optional<Boolean> alerts) {}

  @Schema(name = "PilotOrder")
  record PilotOrder(
      @Schema(description = "The condition of those it is tried on.", example = "country: RO")
          String slice,
      @Schema(
              description =
                  "Its last day in the model's time zone, or the instant at which it ends.",
              example = "2026-12-31")
          String until,
      Optional<Boolean> alerts) {}
}
