package io.plumbline.server.publish;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Pilot;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import io.plumbline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Works out what a switch has to do, or why it cannot be done. */
final class SwitchPlans {
  static final int MOST_SHADOWS = 3;
  static final Duration LONGEST_PILOT = Duration.ofDays(366);

  private final Store store;
  private final ActiveVersions active;

  SwitchPlans(Store store, ActiveVersions active) {
    this.store = store;
    this.active = active;
  }

  /** A stored version; refuses where there is none. */
  ModelVersion version(String model, int number) {
    return store
        .read(tx -> tx.models().get(model, number))
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Code.NOT_FOUND,
                    "There is no version " + number + " of a model " + model + "."));
  }

  /** Makes a version live. */
  SwitchPlan publish(ModelVersion version, Run.Kind kind) {
    refuseUnpublishable(version);
    Optional<ActiveVersion> pilot = active.of(version.model(), Role.PILOT);
    boolean ofPilot = pilot.isPresent() && pilot.get().key() == version.key();
    ModelVersion fresh = ofPilot ? copy(version) : version;
    ActiveVersion live = ReadVersion.active(fresh, Role.LIVE);
    // A shadow's scores are there already, and it stays a shadow until the switch.
    Optional<ActiveVersion> aside =
        Optional.of(withRole(live, Role.PREPARING))
            .filter(unused -> version.status() != Status.SHADOW);
    Optional<ActiveVersion> old = active.of(version.model(), Role.LIVE);
    Optional<ModelVersion> oldText = old.map(this::stored);
    List<ActiveVersion> before = new ArrayList<>(pilot.map(List::of).orElse(List.of()));
    old.ifPresent(before::add);
    List<ActiveVersion> after = new ArrayList<>(ofPilot ? List.of() : before);
    after.removeIf(it -> it.role() == Role.LIVE);
    after.add(live);
    Set<Long> ended = new HashSet<>();
    old.ifPresent(it -> ended.add(it.key()));
    if (ofPilot) {
      ended.add(version.key());
    }
    return new SwitchPlan(
        kind,
        fresh,
        new Succession(before, after, aside),
        ended,
        List.of(live),
        at -> {
          List<ModelVersion> updates = new ArrayList<>();
          oldText.ifPresent(it -> updates.add(it.ended(Status.PAST, at)));
          if (ofPilot) {
            updates.add(version.ended(Status.ABANDONED, at));
          }
          updates.add(fresh.begun(Status.LIVE, Optional.empty(), at));
          return updates;
        });
  }

  private void refuseUnpublishable(ModelVersion version) {
    String name = "Version " + version.number() + " of the model " + version.model();
    if (version.status() == Status.LIVE) {
      throw conflict(name + " is live already.");
    }
    if (version.status() == Status.ABANDONED && version.published().isEmpty()) {
      throw conflict(name + " was abandoned; give its text again to publish it.");
    }
    active
        .of(version.model(), Role.LIVE)
        .map(this::stored)
        .filter(live -> isSame(live, version))
        .ifPresent(
            live -> {
              throw conflict(
                  name
                      + " says exactly what version "
                      + live.number()
                      + " says, which is live: there is nothing to publish.");
            });
  }

  static boolean isSame(ModelVersion one, ModelVersion other) {
    return one.source().equals(other.source()) && one.appliesTo().equals(other.appliesTo());
  }

  /**
   * A pilot stays what it is for those in it until the switch, so its text goes live as another.
   */
  private ModelVersion copy(ModelVersion pilot) {
    ModelVersion draft =
        ModelVersion.draft(pilot.model(), pilot.source(), pilot.author(), pilot.created())
            .with(pilot.note(), pilot.appliesTo());
    return store.write(tx -> tx.models().add(draft));
  }

  /**
   * The version that was live before the one that is, or the last one where none is any more, or
   * the one asked for.
   */
  ModelVersion rollbackTarget(String model, Optional<Integer> to) {
    if (to.isPresent()) {
      ModelVersion wanted = version(model, to.get());
      if (wanted.status() != Status.PAST) {
        throw conflict("Version " + to.get() + " of the model " + model + " was not live before.");
      }
      return wanted;
    }
    return previous(model).orElseThrow(() -> noneBefore(model));
  }

  private Refusal noneBefore(String model) {
    if (store.read(tx -> tx.models().keys(model)).isEmpty()) {
      return new Refusal(Refusal.Code.NOT_FOUND, "There is no model " + model + ".");
    }
    return conflict(
        active
            .of(model, Role.LIVE)
            .map(
                it ->
                    "No version of the model "
                        + model
                        + " was live before version "
                        + it.number()
                        + ".")
            .orElse("No version of the model " + model + " was ever live; publish one."));
  }

  /** The version of a model that was live before the one that is, if one is. */
  Optional<ModelVersion> previous(String model) {
    return store.read(tx -> Lineage.before(tx, model));
  }

  /** Lets a draft score live leads without effect. */
  SwitchPlan shadow(ModelVersion version) {
    requireDraft(version);
    long shadows = active.current().stream().filter(it -> it.role() == Role.SHADOW).count();
    if (shadows >= MOST_SHADOWS) {
      throw conflict(
          "There are " + shadows + " shadows already, the most there can be; stop one first.");
    }
    ActiveVersion prepared = ReadVersion.active(version, Role.PREPARING);
    return new SwitchPlan(
        Run.Kind.SHADOW,
        version,
        new Succession(List.of(), List.of(), Optional.of(prepared)),
        Set.of(),
        List.of(ReadVersion.active(version, Role.SHADOW)),
        at -> List.of(version.begun(Status.SHADOW, Optional.empty(), at)));
  }

  /** Puts a draft in the live version's place for some, until an instant. */
  SwitchPlan pilot(ModelVersion version, Pilot pilot, Instant now) {
    requireDraft(version);
    if (!pilot.until().isAfter(now) || pilot.until().isAfter(now.plus(LONGEST_PILOT))) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "A pilot ends at an instant to come, within "
              + LONGEST_PILOT.toDays()
              + " days; found "
              + pilot.until()
              + ".");
    }
    ActiveVersion live =
        active
            .of(version.model(), Role.LIVE)
            .orElseThrow(
                () ->
                    conflict(
                        "No version of the model "
                            + version.model()
                            + " is live whose place a pilot could take."));
    active
        .of(version.model(), Role.PILOT)
        .ifPresent(
            it -> {
              throw conflict(
                  "Version " + it.number() + " is a pilot already; a model has one at a time.");
            });
    ModelVersion begun = version.begun(Status.PILOT, Optional.of(pilot), now);
    ActiveVersion tried = ReadVersion.active(begun, Role.PILOT);
    ActiveVersion prepared = withRole(tried, Role.PREPARING);
    return new SwitchPlan(
        Run.Kind.PILOT,
        version,
        new Succession(List.of(live), List.of(tried, live), Optional.of(prepared)),
        Set.of(),
        List.of(tried),
        at -> List.of(version.begun(Status.PILOT, Optional.of(pilot), at)));
  }

  /** Gives those of a pilot the live version's scores again. */
  SwitchPlan pilotEnd(ModelVersion version) {
    ActiveVersion pilot = scoring(version, Role.PILOT);
    ActiveVersion live = active.of(version.model(), Role.LIVE).orElseThrow();
    return new SwitchPlan(
        Run.Kind.PILOT_END,
        version,
        new Succession(List.of(pilot, live), List.of(live), Optional.empty()),
        Set.of(version.key()),
        List.of(),
        at -> List.of(version.ended(Status.ABANDONED, at)));
  }

  /** Ends a model: nobody has a score under it any more. */
  SwitchPlan retire(ModelVersion version) {
    active
        .of(version.model(), Role.PILOT)
        .ifPresent(
            it -> {
              throw conflict("Version " + it.number() + " is a pilot of it; stop that first.");
            });
    ActiveVersion live = scoring(version, Role.LIVE);
    return new SwitchPlan(
        Run.Kind.RETIRE,
        version,
        new Succession(List.of(live), List.of(), Optional.empty()),
        Set.of(version.key()),
        List.of(),
        at -> List.of(version.ended(Status.PAST, at)));
  }

  /** A version in the role that it is to leave; somebody else may have ended it meanwhile. */
  private ActiveVersion scoring(ModelVersion version, Role role) {
    return active
        .of(version.model(), role)
        .filter(it -> it.key() == version.key())
        .orElseThrow(() -> nothingToStop(version));
  }

  static Refusal nothingToStop(ModelVersion version) {
    return conflict(
        "Version "
            + version.number()
            + " of the model "
            + version.model()
            + " scores nobody: nothing to stop.");
  }

  private void requireDraft(ModelVersion version) {
    if (version.status() != Status.DRAFT) {
      throw conflict(
          "Version "
              + version.number()
              + " of the model "
              + version.model()
              + " is no draft but "
              + version.status().name().toLowerCase(Locale.ROOT)
              + "; give its text again as a new version.");
    }
  }

  private ModelVersion stored(ActiveVersion version) {
    return version(version.model(), version.number());
  }

  static ActiveVersion withRole(ActiveVersion it, Role role) {
    return new ActiveVersion(it.key(), it.model(), it.number(), role, it.compiled(), it.slice());
  }

  private static Refusal conflict(String detail) {
    return new Refusal(Refusal.Code.CONFLICT, detail);
  }
}
