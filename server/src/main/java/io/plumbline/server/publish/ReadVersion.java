package io.plumbline.server.publish;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.format.model.Finding;
import io.plumbline.format.model.ModelReader;
import io.plumbline.format.model.ModelReading;
import io.plumbline.format.model.SliceReader;
import io.plumbline.server.Refusal;
import io.plumbline.server.Refusal.Flaw;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.server.live.ActiveVersion.Slice;
import io.plumbline.store.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The texts of a version, read: what judges and whom.
 *
 * @param warnings what the model says in vain
 */
record ReadVersion(CompiledModel compiled, Slice slice, List<Flaw> warnings) {
  private static final String MODEL = "model";
  private static final String SLICE = "applies_to";
  private static final String PILOT = "slice";

  ReadVersion {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a source and a slice.
   *
   * @throws Refusal UNPROCESSABLE, with every error of both texts
   */
  static ReadVersion of(String source, String appliesTo) {
    ModelReading reading = ModelReader.read(MODEL, source.getBytes(StandardCharsets.UTF_8));
    List<Flaw> errors = new ArrayList<>(flaws(MODEL, reading.errors()));
    ZoneId zone = reading.model().map(ScoringModel::zone).orElse(ZoneId.of("UTC"));
    SubjectKind subject = reading.model().map(ScoringModel::subject).orElse(SubjectKind.LEAD);
    Optional<ModelReading> slice =
        appliesTo.isBlank()
            ? Optional.empty()
            : Optional.of(SliceReader.read(SLICE, appliesTo, zone, subject));
    slice.ifPresent(it -> errors.addAll(flaws(SLICE, it.errors())));
    if (!errors.isEmpty()) {
      throw refusal(errors);
    }
    return new ReadVersion(
        ModelCompiler.compile(reading.model().orElseThrow()),
        slice.map(ReadVersion::slice).orElse(Slice.EVERYBODY),
        flaws(MODEL, reading.warnings()));
  }

  private static Refusal refusal(List<Flaw> errors) {
    String count = errors.size() == 1 ? "an error" : errors.size() + " errors";
    return new Refusal(Refusal.Code.UNPROCESSABLE, "The model has " + count + ".", errors);
  }

  private static Slice slice(ModelReading reading) {
    return new SliceCondition(ModelCompiler.compile(reading.model().orElseThrow()));
  }

  /** Whom a stored version scores as a pilot: those of its own slice whom the pilot names. */
  Slice pilotSlice(String text) {
    ScoringModel model = compiled.model();
    ModelReading reading = SliceReader.read(PILOT, text, model.zone(), model.subject());
    if (reading.model().isEmpty()) {
      throw refusal(flaws(PILOT, reading.errors()));
    }
    return SliceCondition.both(slice, slice(reading));
  }

  /** A stored version in a role. */
  static ActiveVersion active(ModelVersion version, Role role) {
    ReadVersion read = of(version.source(), version.appliesTo());
    Slice slice =
        version.pilot().isPresent() && role == Role.PILOT
            ? read.pilotSlice(version.pilot().get().slice())
            : read.slice();
    return new ActiveVersion(
        version.key(), version.model(), version.number(), role, read.compiled(), slice);
  }

  private static List<Flaw> flaws(String document, List<Finding> findings) {
    return findings.stream()
        .map(
            it ->
                new Flaw(
                    document + ":" + it.position().line() + ":" + it.position().column(),
                    it.issue().code(),
                    it.issue().found() + "; expected " + it.issue().expected()))
        .toList();
  }
}
