package io.plumbline.server.publish;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.server.Refusal;
import io.plumbline.server.Refusal.Flaw;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** The texts of models: drafts that are written, checked, changed and compared. Thread-safe. */
public final class Drafts {
  static final int MOST_VERSIONS = 10_000;
  static final int MOST_NOTE = 2000;

  private final Store store;
  private final InstantSource clock;

  public Drafts(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What an author gives.
   *
   * @param source the YAML text
   * @param appliesTo the condition of those it scores; empty for everybody
   */
  public record Text(String source, String appliesTo, String note) {}

  /**
   * What came of giving a text.
   *
   * @param unchanged whether the model's live version says exactly this, so that there is no draft
   * @param warnings what the model says in vain
   */
  public record Given(ModelVersion version, boolean unchanged, List<Flaw> warnings) {
    public Given {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A model and where it stands.
   *
   * @param current the versions that score somebody now
   */
  public record Overview(String model, ModelVersion latest, List<ModelVersion> current) {
    public Overview {
      current = List.copyOf(current);
    }
  }

  /** All models. */
  public List<Overview> overview() {
    return store.read(
        tx -> {
          List<Overview> models = new ArrayList<>();
          for (String model : tx.models().ids()) {
            models.add(overview(tx, model));
          }
          return models;
        });
  }

  /** One model; refuses where there is none. */
  public Overview overview(String model) {
    return store.read(
        tx -> {
          if (tx.models().list(model, Optional.empty(), 1).isEmpty()) {
            throw new Refusal(Refusal.Code.NOT_FOUND, "There is no model " + quoted(model) + ".");
          }
          return overview(tx, model);
        });
  }

  private static Overview overview(Transaction tx, String model) {
    List<ModelVersion> current =
        tx.models().withStatus(Set.of(Status.LIVE, Status.PILOT, Status.SHADOW)).stream()
            .filter(it -> it.model().equals(model))
            .toList();
    return new Overview(model, tx.models().list(model, Optional.empty(), 1).get(0), current);
  }

  /** The versions of a model, the latest first. */
  public List<ModelVersion> versions(String model, Optional<Integer> before, int limit) {
    return store.read(tx -> tx.models().list(model, before, limit));
  }

  /** A version; refuses where there is none. */
  public ModelVersion version(String model, int number) {
    return store.read(tx -> version(tx, model, number));
  }

  private static ModelVersion version(Transaction tx, String model, int number) {
    return tx.models()
        .get(model, number)
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Code.NOT_FOUND,
                    "There is no version " + number + " of a model " + quoted(model) + "."));
  }

  /**
   * Adds a draft, which is a new version of the model that its text names.
   *
   * @throws Refusal UNPROCESSABLE with all errors of the text
   */
  public Given add(Text text, String author) {
    ReadVersion read = read(text);
    ModelVersion draft = draft(read, text, author);
    return store.write(
        tx -> {
          Optional<ModelVersion> live = liveAs(tx, draft);
          if (live.isPresent()) {
            return new Given(live.get(), true, read.warnings());
          }
          refuseTooMany(tx, draft.model());
          ModelVersion added = tx.models().add(draft);
          audit(tx, author, "model.add", added);
          return new Given(added, false, read.warnings());
        });
  }

  /**
   * A text as a version to judge by: the live version where that says exactly this, else one that
   * is kept nowhere and has no number.
   *
   * @throws Refusal UNPROCESSABLE with all errors of the text, or where it is of another model
   */
  public ModelVersion unkept(String model, Text text) {
    ReadVersion read = read(text);
    requireOf(model, read);
    ModelVersion draft = draft(read, text, "");
    return store.read(tx -> liveAs(tx, draft)).orElse(draft);
  }

  private ModelVersion draft(ReadVersion read, Text text, String author) {
    String model = read.compiled().model().id();
    return ModelVersion.draft(model, text.source(), author, clock.instant())
        .with(text.note(), text.appliesTo());
  }

  /** The live version of a model, where it says exactly what a draft says. */
  private static Optional<ModelVersion> liveAs(Transaction tx, ModelVersion draft) {
    return tx.models().withStatus(Set.of(Status.LIVE)).stream()
        .filter(it -> it.model().equals(draft.model()) && SwitchPlans.isSame(it, draft))
        .findFirst();
  }

  private static void refuseTooMany(Transaction tx, String model) {
    List<ModelVersion> latest = tx.models().list(model, Optional.empty(), 1);
    if (!latest.isEmpty() && latest.get(0).number() >= MOST_VERSIONS) {
      throw new Refusal(
          Refusal.Code.CONFLICT,
          "The model " + model + " has " + MOST_VERSIONS + " versions, the most it can have.");
    }
  }

  /** Says what is wrong with a text, and what it says in vain, without keeping it. */
  public ReadText check(Text text) {
    ReadVersion read = read(text);
    return new ReadText(read.compiled().model().id(), read.warnings());
  }

  /** A text without errors. */
  public record ReadText(String model, List<Flaw> warnings) {
    public ReadText {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Changes a draft.
   *
   * @param expected refuses a draft that is not as the author last saw it
   */
  public Given update(
      String model, int number, Text text, String author, Consumer<ModelVersion> expected) {
    ReadVersion read = read(text);
    requireOf(model, read);
    return store.write(
        tx -> {
          ModelVersion present = version(tx, model, number);
          expected.accept(present);
          requireChangeable(tx, present);
          ModelVersion revised =
              present.revised(text.source(), author).with(text.note(), text.appliesTo());
          tx.models().update(revised);
          audit(tx, author, "model.update", revised);
          return new Given(revised, false, read.warnings());
        });
  }

  /** Gives a draft up; it stays to be read. */
  public ModelVersion abandon(
      String model, int number, String actor, Consumer<ModelVersion> expected) {
    return store.write(
        tx -> {
          ModelVersion present = version(tx, model, number);
          expected.accept(present);
          requireChangeable(tx, present);
          ModelVersion abandoned = present.ended(Status.ABANDONED, clock.instant());
          tx.models().update(abandoned);
          audit(tx, actor, "model.abandon", abandoned);
          return abandoned;
        });
  }

  private static void requireOf(String model, ReadVersion read) {
    String id = read.compiled().model().id();
    if (!id.equals(model)) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "The text is of the model " + quoted(id) + ", not of " + quoted(model) + ".");
    }
  }

  private static void requireChangeable(Transaction tx, ModelVersion present) {
    String name = "Version " + present.number() + " of the model " + present.model();
    if (present.isFixed()) {
      throw new Refusal(
          Refusal.Code.CONFLICT,
          name
              + " is no draft any more but "
              + present.status().name().toLowerCase(Locale.ROOT)
              + "; a changed text is a new version.");
    }
    OptionalLong key = OptionalLong.of(present.key());
    if (tx.runs().open().stream().anyMatch(run -> run.version().equals(key))) {
      throw new Refusal(
          Refusal.Code.CONFLICT, name + " is being put to use; wait for that, or cancel it.");
    }
  }

  /** What differs between two versions. */
  public ModelDiff diff(String model, int from, int to) {
    ModelVersion before = version(model, from);
    ModelVersion after = version(model, to);
    String text =
        TextDiff.unified(
            model + " version " + from, before.source(), model + " version " + to, after.source());
    ModelDiff diff = ModelDiff.between(from, model(before), to, model(after), text);
    if (before.appliesTo().equals(after.appliesTo())) {
      return diff;
    }
    List<String> other = new ArrayList<>(diff.other());
    other.add("applies_to");
    return new ModelDiff(from, to, text, diff.rules(), other);
  }

  private static ScoringModel model(ModelVersion version) {
    return ReadVersion.of(version.source(), version.appliesTo()).compiled().model();
  }

  private static ReadVersion read(Text text) {
    if (text.note().length() > MOST_NOTE) {
      throw new Refusal(Refusal.Code.TOO_LARGE, "A note has at most " + MOST_NOTE + " characters.");
    }
    return ReadVersion.of(text.source(), text.appliesTo());
  }

  private void audit(Transaction tx, String actor, String action, ModelVersion version) {
    String detail = "{\"version\": " + version.number() + "}";
    tx.audit().add(new AuditEntry(0, clock.instant(), actor, action, version.model(), detail));
  }

  private static String quoted(String text) {
    return text.length() > 70 ? text.substring(0, 70) + "…" : text;
  }
}
