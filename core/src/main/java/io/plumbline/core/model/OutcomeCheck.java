package io.plumbline.core.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what is wrong with what scores make together: total, matrix and bands. */
final class OutcomeCheck {
  private final ScoringModel model;
  private final IssueLog log;
  private final Map<String, Dimension> scores = new LinkedHashMap<>();

  OutcomeCheck(ScoringModel model, IssueLog log) {
    this.model = model;
    this.log = log;
    model.scores().forEach(score -> scores.putIfAbsent(score.name(), score));
  }

  void all() {
    model.total().ifPresent(this::total);
    model.matrix().ifPresent(this::matrix);
    bands();
  }

  private void total(Total total) {
    if (total instanceof Total.Sum sum) {
      List<String> names = sum.scores();
      empty(names, "/total/sum");
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < names.size(); i++) {
        String path = Pointer.to("/total/sum", i);
        known(names.get(i), path);
        once(seen, names.get(i), path);
      }
    } else if (total instanceof Total.Weighted weighted) {
      List<String> names = weighted.weights().stream().map(Total.Weight::score).toList();
      empty(names, "/total/weights");
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < names.size(); i++) {
        String path = Pointer.to("/total/weights", names.get(i));
        known(names.get(i), path, "unknown-weighted-score");
        once(seen, names.get(i), path);
        DimensionCheck.checkWeight(log, path, weighted.weights().get(i).weight());
        maximum(names.get(i), path);
      }
    }
  }

  private void empty(List<String> names, String path) {
    if (names.isEmpty()) {
      log.error("empty", path, "no score", "at least one score");
    }
  }

  private boolean known(String name, String path) {
    return known(name, path, "unknown-score");
  }

  private boolean known(String name, String path, String code) {
    boolean known = scores.containsKey(name);
    if (!known && log.isRead("/scores")) {
      String found = "no score " + Wording.quoted(name);
      log.errorAtName(code, path, found, Wording.oneOf("the scores", scores.keySet(), name));
    }
    return known;
  }

  private void once(Set<String> seen, String name, String path) {
    if (!seen.add(name)) {
      String found = "the score " + Wording.quoted(name) + " again";
      log.errorAtName("repeated-score", path, found, "each score at most once");
    }
  }

  private void maximum(String name, String path) {
    Optional<Dimension> score = Optional.ofNullable(scores.get(name));
    String place = Pointer.to("/scores", name);
    boolean knows =
        score.isPresent()
            && log.isRead(place + "/max")
            && (score.get().max().isPresent() || log.isSound(place + "/groups"));
    if (knows) {
      Optional<Points> ceiling = score.orElseThrow().ceiling();
      if (ceiling.filter(it -> it.compareTo(Points.ZERO) > 0).isEmpty()) {
        String maximum = ceiling.map(it -> "a max of " + it).orElse("no finite max");
        log.errorAtName(
            "weight-without-maximum",
            path,
            "a weight for a score with " + maximum,
            "a max above 0 on the score, or on all its groups");
      }
    }
  }

  private void matrix(Matrix matrix) {
    boolean rows = graded(matrix.rows(), "/matrix/rows");
    boolean columns = graded(matrix.columns(), "/matrix/columns");
    if (rows && columns && matrix.rows().equals(matrix.columns())) {
      String found = "the score " + Wording.quoted(matrix.rows()) + " for rows and columns";
      log.error("same-score", "/matrix/columns", found, "two different scores");
    } else if (rows && columns) {
      cellsThatSpellTheSame(matrix);
    }
  }

  private boolean graded(String name, String path) {
    if (!known(name, path)) {
      return false;
    }
    boolean graded =
        Optional.ofNullable(scores.get(name)).filter(it -> !it.grades().isEmpty()).isPresent();
    if (!graded && log.isRead(Pointer.to("/scores", name) + "/grades")) {
      String found = "the score " + Wording.quoted(name) + ", which has no grades";
      log.error("score-without-grades", path, found, "a score with grades");
    }
    return graded;
  }

  private void cellsThatSpellTheSame(Matrix matrix) {
    Map<String, String> spelt = new HashMap<>();
    for (String row : labels(matrix.rows())) {
      for (String column : labels(matrix.columns())) {
        String cell = row + " and " + column;
        String first = spelt.putIfAbsent(row + column, cell);
        if (first != null) {
          String found = "two cells " + row + column + ": of " + first + ", and of " + cell;
          log.errorAtName("repeated-cell", "/matrix", found, "grades whose cells differ");
        }
      }
    }
  }

  private List<String> labels(String score) {
    return model.score(score).stream()
        .flatMap(it -> it.grades().stream())
        .map(Grade::label)
        .distinct()
        .toList();
  }

  private void bands() {
    List<String> names = model.bands().stream().map(Band::name).toList();
    Wording.checkUnique(log, "band", "/bands", names);
    Set<String> cells = cells();
    for (Band band : model.bands()) {
      String path = Pointer.to("/bands", band.name());
      Wording.checkName(log, "band", path, band.name());
      if (band.name().equals(ScoringModel.DISQUALIFIED)) {
        String found = "a band named disqualified";
        log.errorAtName("taken-name", path, found, "another name: entries of disqualify give it");
      }
      if (band.test() instanceof Band.Test.AtLeast atLeast) {
        atLeast(atLeast, path + "/at_least");
      } else if (band.test() instanceof Band.Test.InCells in) {
        cells(in.cells(), cells, path + "/cells");
      }
    }
    if (!names.isEmpty()) {
      Band last = model.bands().get(names.size() - 1);
      String path = Pointer.to("/bands", last.name());
      if (!(last.test() instanceof Band.Test.Otherwise) && log.isSound(path)) {
        String found = "the last band " + Wording.quoted(last.name()) + " without else";
        log.errorAtName("last-band", path, found, "else: true, so that every subject has a band");
      }
    }
  }

  private void atLeast(Band.Test.AtLeast test, String path) {
    Wording.checkBounds(log, path, test.points());
    if (!model.hasTotal() && log.isRead("/total") && log.isRead("/scores")) {
      String found = "points in a model with several scores and no total";
      log.errorAtName("band-without-total", path, found, "a total: {sum: ..} or {weights: ..}");
    }
  }

  private void cells(List<String> names, Set<String> cells, String path) {
    if (names.isEmpty()) {
      log.error("empty", path, "no cell", "at least one cell");
    }
    if (model.matrix().isEmpty()) {
      if (log.isRead("/matrix")) {
        log.errorAtName("band-without-matrix", path, "cells in a model without matrix", "a matrix");
      }
      return;
    }
    for (int i = 0; i < names.size() && knowsCells(); i++) {
      if (!cells.contains(names.get(i))) {
        String found = "no cell " + Wording.quoted(names.get(i));
        String expected = Wording.oneOf("the cells", cells, names.get(i));
        log.error("unknown-cell", Pointer.to(path, i), found, expected);
      }
    }
  }

  private boolean knowsCells() {
    return !cells().isEmpty()
        && log.isSound("/matrix")
        && model.matrix().stream()
            .flatMap(it -> List.of(it.rows(), it.columns()).stream())
            .allMatch(it -> log.isRead(Pointer.to("/scores", it) + "/grades"));
  }

  private Set<String> cells() {
    List<String> cells = new ArrayList<>();
    model
        .matrix()
        .ifPresent(
            it -> {
              for (String row : labels(it.rows())) {
                labels(it.columns()).forEach(column -> cells.add(row + column));
              }
            });
    return new LinkedHashSet<>(cells);
  }
}
