package io.plumbline.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which version is put to use: a new one of a model's file, or one that is there. */
final class CandidateOptions {
  @Mixin private final TextOptions text = new TextOptions();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "The number of a version that is there; MODEL is the model's id then.")
  private Optional<Integer> version = Optional.empty();

  @Option(names = "--note", paramLabel = "TEXT", description = "What is new, for others.")
  private Optional<String> note = Optional.empty();

  Candidate read(Console console) {
    if (version.isEmpty()) {
      return new Candidate.OfText(text.read(console, note));
    }
    if (note.isPresent() || text.hasSlice()) {
      throw Failure.wrongUse(
          "--note and --applies-to are of a new version; version "
              + version.get()
              + " has what it was added with");
    }
    return new Candidate.OfNumber(ModelCommand.model(text.named()), version.get());
  }
}
