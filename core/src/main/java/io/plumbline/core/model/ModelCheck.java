package io.plumbline.core.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds everything that makes a model invalid, wherever the model comes from. */
public final class ModelCheck {
  private final ScoringModel model;
  private final IssueLog log;
  private final Set<String> bands = new LinkedHashSet<>();
  private final Map<String, String> ids = new HashMap<>();

  private ModelCheck(ScoringModel model, IssueLog log) {
    this.model = model;
    model.bands().forEach(band -> bands.add(band.name()));
    this.log = log;
  }

  /** All errors of a model; none where it is valid. */
  public static List<Issue> errors(ScoringModel model) {
    return errors(model, List.of());
  }

  /**
   * All errors of a model of which some places could not be read.
   *
   * @param unread JSON pointers to what is wrong already: nothing is said of these places, nor what
   *     would only follow from them
   */
  public static List<Issue> errors(ScoringModel model, Collection<String> unread) {
    ModelCheck check = new ModelCheck(model, new IssueLog(unread));
    check.all();
    return check.log.issues();
  }

  private void all() {
    if (!Naming.isId(model.id())) {
      log.error("bad-id", "/model", "the id " + Wording.quoted(model.id()), Wording.AN_ID);
    }
    if (model.scores().isEmpty()) {
      log.error("empty", "/scores", "no score", "at least one score");
    }
    scores();
    new OutcomeCheck(model, log).all();
    entries();
  }

  private void scores() {
    Set<String> columns = new HashSet<>(Naming.TAKEN_COLUMNS);
    for (Dimension score : model.scores()) {
      String path = Pointer.to("/scores", score.name());
      Wording.checkName(log, "score", path, score.name());
      column(columns, path, score.name());
      new DimensionCheck(score, path, log).all();
      for (Group group : score.groups()) {
        ruleIds(group, Pointer.to(path + "/groups", group.name()), score.name());
      }
    }
    for (Dimension score : model.scores()) {
      if (!score.grades().isEmpty()) {
        column(columns, Pointer.to("/scores", score.name()), score.name() + Naming.GRADE_COLUMN);
      }
    }
  }

  private void column(Set<String> columns, String path, String column) {
    if (!columns.add(column) && log.isRead(path)) {
      log.errorAtName(
          "repeated-column",
          path,
          "a second result column " + Wording.quoted(column),
          "a score whose columns have names of their own");
    }
  }

  private void ruleIds(Group group, String path, String score) {
    for (int i = 0; i < group.rules().size(); i++) {
      String rule = Pointer.to(path + "/rules", i);
      id(group.rules().get(i).id(), rule, "a rule of " + score + "." + group.name());
    }
  }

  private void id(String id, String path, String owner) {
    String place = path + "/id";
    if (!Naming.isId(id)) {
      log.error("bad-id", place, "the id " + Wording.quoted(id), Wording.AN_ID);
      return;
    }
    String first = ids.putIfAbsent(id, owner);
    if (first != null) {
      String found = "the id " + Wording.quoted(id) + " again, which " + first + " has";
      log.error("repeated-id", place, found, "an id that is unique in the model");
    }
  }

  private void entries() {
    for (int i = 0; i < model.qualifiers().size(); i++) {
      String path = Pointer.to("/qualify", i);
      Entry entry = model.qualifiers().get(i);
      id(entry.id(), path, "an entry of qualify");
      RuleCheck.entry(entry, path, log);
      band(entry.band(), path + "/band");
    }
    for (int i = 0; i < model.disqualifiers().size(); i++) {
      String path = Pointer.to("/disqualify", i);
      Entry entry = model.disqualifiers().get(i);
      id(entry.id(), path, "an entry of disqualify");
      RuleCheck.entry(entry, path, log);
      if (!entry.band().isEmpty()) {
        String found = "the band " + Wording.quoted(entry.band());
        log.error("band-of-disqualifier", path + "/band", found, "no band");
      }
    }
  }

  private void band(String name, String path) {
    if (!bands.contains(name) && log.isRead("/bands")) {
      String found = "no band " + Wording.quoted(name);
      log.error("unknown-band", path, found, Wording.oneOf("the bands", bands, name));
    }
  }
}
