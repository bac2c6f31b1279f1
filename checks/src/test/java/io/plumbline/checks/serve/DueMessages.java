package io.plumbline.checks.serve;

import io.plumbline.core.score.Score;
import io.plumbline.store.Merge;
import io.plumbline.store.Profile;
import io.plumbline.store.Run;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The messages that the history of scores, the merges and the ledger of runs ask for, in the order
 * in which they happened: of one transaction first what leads lose that become part of others, then
 * the merges, then all else.
 */
final class DueMessages {
  private static final int ALL = 1_000_000;
  private static final int LAST_OF_A_LEAD = 0;
  private static final int MERGE = 1;
  private static final int OTHER = 2;

  private final Transaction tx;
  private final Map<Long, Profile> profiles = new TreeMap<>();
  private final Map<Long, Merge> merges = new TreeMap<>();
  private final List<Due> due = new ArrayList<>();

  /** A message and the leads that it names; none where it is of a model. */
  private record Due(Instant at, int place, long key, String text, List<String> leads) {}

  private DueMessages(Transaction tx) {
    this.tx = tx;
    for (Profile profile : tx.profiles().after(0, ALL)) {
      profiles.put(profile.key(), profile);
      tx.profiles().mergesOf(profile.key()).forEach(merge -> merges.put(merge.key(), merge));
    }
  }

  /** By lead the messages that name it, in order; those of models under the empty name. */
  static Map<String, List<String>> byLead(Transaction tx) {
    DueMessages messages = new DueMessages(tx);
    messages.changes();
    messages.merges();
    messages.publications();
    Map<String, List<String>> byLead = new TreeMap<>();
    messages.due.stream()
        .sorted(Comparator.comparing(Due::at).thenComparing(Due::place).thenComparing(Due::key))
        .forEach(
            one ->
                one.leads()
                    .forEach(
                        lead ->
                            byLead.computeIfAbsent(lead, l -> new ArrayList<>()).add(one.text())));
    return byLead;
  }

  private void changes() {
    Set<List<Object>> gone = new HashSet<>();
    merges.values().forEach(merge -> gone.add(List.of(merge.from(), merge.at())));
    for (Profile profile : profiles.values()) {
      List<ScoreChange> changes =
          new ArrayList<>(
              tx.changes().of(profile.key(), List.of(), Optional.empty(), Instant.EPOCH, ALL));
      Collections.reverse(changes);
      for (ScoreChange change : changes) {
        if (isTold(change)) {
          boolean isLast = gone.contains(List.of(change.subject(), change.at()));
          for (String type : types(change)) {
            due.add(
                new Due(
                    change.at(),
                    isLast ? LAST_OF_A_LEAD : OTHER,
                    change.key(),
                    type + " " + change.at(),
                    List.of(name(profile.key()))));
          }
        }
      }
    }
  }

  private boolean isTold(ScoreChange change) {
    return change.run().isEmpty()
        || tx.runs().get(change.run().getAsLong()).map(Run::told).orElse(false);
  }

  private String name(long lead) {
    return Objects.requireNonNull(profiles.get(lead)).identifier().subjectId();
  }

  /** Goes through merges and their undoings as they happened, and who was part of whom. */
  private void merges() {
    Map<Long, Long> subjects = new HashMap<>();
    profiles.keySet().forEach(key -> subjects.put(key, key));
    List<Merge> steps = new ArrayList<>();
    for (Merge merge : merges.values()) {
      steps.add(merge.as(merge.key(), Optional.empty()));
      if (merge.undoneAt().isPresent()) {
        steps.add(merge);
      }
    }
    steps.sort(Comparator.comparing(DueMessages::at).thenComparing(Merge::key));
    for (Merge step : steps) {
      boolean undone = step.undoneAt().isPresent();
      long whole = undone ? subjects.get(step.from()) : step.into();
      for (long profile : step.moved()) {
        if (!undone) {
          subjects.put(profile, whole);
        } else if (subjects.get(profile) == whole && profile != whole) {
          subjects.put(profile, step.from());
        }
      }
      if (undone || wasKnown(step)) {
        String type = undone ? "lead.unmerged" : "lead.merged";
        String text = type + " " + step.key() + " " + at(step);
        List<String> leads = List.of(name(whole), name(step.from()));
        due.add(new Due(at(step), MERGE, step.key(), text, leads));
      }
    }
  }

  private static Instant at(Merge step) {
    return step.undoneAt().orElse(step.at());
  }

  /** Whether a merged lead was there before: others were never leads to anybody. */
  private boolean wasKnown(Merge merge) {
    boolean isNew =
        Objects.requireNonNull(profiles.get(merge.from())).firstSeen().equals(merge.at());
    return !isNew
        || merges.values().stream()
            .anyMatch(
                other ->
                    other.into() == merge.from()
                        && other.at().equals(merge.at())
                        && other.key() < merge.key());
  }

  private void publications() {
    for (Run run : tx.runs().list(Optional.empty(), ALL)) {
      boolean isPublication = Set.of(Run.Kind.PUBLISH, Run.Kind.ROLLBACK).contains(run.kind());
      if (isPublication && run.end().isPresent() && run.error().isEmpty()) {
        int number = tx.models().get(run.version().orElseThrow()).orElseThrow().number();
        Instant at = run.end().get();
        String text = "model.published " + number + " " + at;
        due.add(new Due(at, OTHER, run.key(), text, List.of("")));
      }
    }
  }

  private static List<String> types(ScoreChange change) {
    List<String> types = new ArrayList<>();
    Optional<Score> before = change.before();
    Optional<Score> after = change.after();
    if (!before.map(DueMessages::points).equals(after.map(DueMessages::points))) {
      types.add("score.changed");
    }
    String grades = before.map(DueMessages::grades).orElse("");
    if (!grades.equals(after.map(DueMessages::grades).orElse(""))) {
      types.add("grade.changed");
    }
    if (!before.map(Score::band).orElse("").equals(after.map(Score::band).orElse(""))) {
      types.add("band.changed");
    }
    return types;
  }

  private static String points(Score score) {
    return score.total()
        + score.scores().stream()
            .map(part -> part.name() + part.points())
            .collect(Collectors.joining(" "));
  }

  private static String grades(Score score) {
    return score.scores().stream()
        .filter(part -> !part.grade().isEmpty())
        .map(part -> part.name() + part.grade())
        .collect(Collectors.joining(" "));
  }
}
