package io.plumbline.core.spec;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model in the making: scores, then what they make together. */
record ModelDraft(
    List<Dimension> scores,
    Optional<Total> total,
    Optional<Matrix> matrix,
    List<Band> bands,
    List<Entry> qualifiers,
    List<Entry> disqualifiers) {

  static ModelDraft of(Dimension... scores) {
    return new ModelDraft(
        List.of(scores), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());
  }

  ModelDraft sum(String... names) {
    return total(new Total.Sum(List.of(names)));
  }

  /** Weights written as {@code "fit", "40", "engagement", "60"}. */
  ModelDraft weights(String... namesAndWeights) {
    List<Total.Weight> weights = new ArrayList<>();
    for (int i = 0; i < namesAndWeights.length; i += 2) {
      weights.add(new Total.Weight(namesAndWeights[i], Draft.points(namesAndWeights[i + 1])));
    }
    return total(new Total.Weighted(weights));
  }

  private ModelDraft total(Total how) {
    return new ModelDraft(scores, Optional.of(how), matrix, bands, qualifiers, disqualifiers);
  }

  ModelDraft matrix(String rows, String columns) {
    Optional<Matrix> both = Optional.of(new Matrix(rows, columns));
    return new ModelDraft(scores, total, both, bands, qualifiers, disqualifiers);
  }

  ModelDraft band(String name, String atLeast) {
    return band(name, new Band.Test.AtLeast(Draft.points(atLeast)));
  }

  ModelDraft bandOfCells(String name, String... cells) {
    return band(name, new Band.Test.InCells(List.of(cells)));
  }

  ModelDraft lastBand(String name) {
    return band(name, new Band.Test.Otherwise());
  }

  private ModelDraft band(String name, Band.Test test) {
    List<Band> more = new ArrayList<>(bands);
    more.add(new Band(name, Caption.NONE, test));
    return new ModelDraft(scores, total, matrix, more, qualifiers, disqualifiers);
  }

  /** Qualifies for a band by attributes. */
  ModelDraft qualify(String id, String band, Condition condition) {
    return qualify(entry(id, Optional.of(condition), Optional.empty(), band));
  }

  /** Qualifies for a band by an event. */
  ModelDraft qualify(String id, String band, EventDraft event) {
    return qualify(entry(id, Optional.empty(), Optional.of(event), band));
  }

  /** Qualifies for a band by both. */
  ModelDraft qualify(String id, String band, Condition condition, EventDraft event) {
    return qualify(entry(id, Optional.of(condition), Optional.of(event), band));
  }

  private ModelDraft qualify(Entry entry) {
    List<Entry> more = new ArrayList<>(qualifiers);
    more.add(entry);
    return new ModelDraft(scores, total, matrix, bands, more, disqualifiers);
  }

  ModelDraft disqualify(String id, Condition condition) {
    List<Entry> more = new ArrayList<>(disqualifiers);
    more.add(entry(id, Optional.of(condition), Optional.empty(), ""));
    return new ModelDraft(scores, total, matrix, bands, qualifiers, more);
  }

  private static Entry entry(
      String id, Optional<Condition> condition, Optional<EventDraft> event, String band) {
    return new Entry(
        id,
        Caption.NONE,
        condition,
        event.map(EventDraft::signal),
        event.map(EventDraft::within).orElse(0),
        band);
  }

  ScoringModel done() {
    ScoringModel plain = Draft.model("UTC", scores.toArray(Dimension[]::new));
    return new ScoringModel(
        plain.id(),
        plain.caption(),
        plain.zone(),
        plain.subject(),
        scores,
        total,
        matrix,
        bands,
        qualifiers,
        disqualifiers);
  }
}
