package io.plumbline.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a model: its source exactly as given, and what became of it.
 *
 * @param key 0 until it is stored; never given again
 * @param model the model's id
 * @param number from 1 in each model, in the order added
 * @param source the YAML text, to the last byte as it was given
 * @param appliesTo the condition of those it scores, as given; empty for everybody
 * @param author who added it, as the audit log calls them
 * @param note what its author says of it; may be empty
 * @param revision from 1; rises by one with each change of the draft, so that two people who change
 *     it notice each other
 * @param published when it last became live, a pilot or a shadow
 * @param retired when it last ceased to be so
 * @param pilot whom it is, or was, tried on as a pilot, and until when
 */
public record ModelVersion(
    long key,
    String model,
    int number,
    Status status,
    String source,
    String appliesTo,
    String author,
    String note,
    int revision,
    Instant created,
    Optional<Instant> published,
    Optional<Instant> retired,
    Optional<Pilot> pilot) {

  /** What a version is to the scores of today. */
  public enum Status {
    /** It can still be changed; nobody is scored by it. */
    DRAFT,
    /** Its scores are the scores of its model. */
    LIVE,
    /** It was live. */
    PAST,
    /** Its scores are kept beside the live ones, without any effect. */
    SHADOW,
    /** Its scores stand in the place of the live ones for some. */
    PILOT,
    /** It was never live, and will not be. */
    ABANDONED
  }

  /**
   * For whom and until when a version stands in the live one's place.
   *
   * @param slice the condition of those it is tried on, as given
   */
  public record Pilot(String slice, Instant until) {}

  /** A first draft, to be stored. */
  public static ModelVersion draft(String model, String source, String author, Instant created) {
    return new ModelVersion(
        0,
        model,
        0,
        Status.DRAFT,
        source,
        "",
        author,
        "",
        1,
        created,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same draft with another note and slice. */
  public ModelVersion with(String newNote, String newAppliesTo) {
    return new ModelVersion(
        key,
        model,
        number,
        status,
        source,
        newAppliesTo,
        author,
        newNote,
        revision,
        created,
        published,
        retired,
        pilot);
  }

  /** The draft after a change by somebody. */
  public ModelVersion revised(String newSource, String newAuthor) {
    return new ModelVersion(
        key,
        model,
        number,
        status,
        newSource,
        appliesTo,
        newAuthor,
        note,
        revision + 1,
        created,
        published,
        retired,
        pilot);
  }

  /** The version once it became something that scores somebody. */
  public ModelVersion begun(Status newStatus, Optional<Pilot> newPilot, Instant at) {
    return new ModelVersion(
        key,
        model,
        number,
        newStatus,
        source,
        appliesTo,
        author,
        note,
        revision,
        created,
        Optional.of(at),
        Optional.empty(),
        newPilot);
  }

  /** The version once it scores nobody any more. */
  public ModelVersion ended(Status newStatus, Instant at) {
    return new ModelVersion(
        key,
        model,
        number,
        newStatus,
        source,
        appliesTo,
        author,
        note,
        revision,
        created,
        published,
        Optional.of(at),
        pilot);
  }

  /** The version under its key and number. */
  public ModelVersion stored(long newKey, int newNumber) {
    return new ModelVersion(
        newKey, model, newNumber, status, source, appliesTo, author, note, revision, created,
        published, retired, pilot);
  }

  /** Whether it is one that nobody can change any more. */
  public boolean isFixed() {
    return status != Status.DRAFT;
  }
}
