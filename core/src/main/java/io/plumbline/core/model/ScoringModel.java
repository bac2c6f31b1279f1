package io.plumbline.core.model;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A scoring model as its author wrote it.
 *
 * @param id {@code [a-z0-9][a-z0-9-]{0,62}}
 * @param zone in which days begin and end
 * @param scores one or more dimensions, in reading order
 * @param bands first match wins; empty where the model defines none
 * @param qualifiers entries of {@code qualify}, in order
 * @param disqualifiers entries of {@code disqualify}, in order
 */
public record ScoringModel(
    String id,
    Caption caption,
    ZoneId zone,
    SubjectKind subject,
    List<Dimension> scores,
    Optional<Total> total,
    Optional<Matrix> matrix,
    List<Band> bands,
    List<Entry> qualifiers,
    List<Entry> disqualifiers) {

  /** The name of the band of those whom a {@code disqualify} entry excludes. */
  public static final String DISQUALIFIED = "disqualified";

  public ScoringModel {
    scores = List.copyOf(scores);
    bands = List.copyOf(bands);
    qualifiers = List.copyOf(qualifiers);
    disqualifiers = List.copyOf(disqualifiers);
  }

  /** Whether subjects have a total: one is defined, or there is a single score. */
  public boolean hasTotal() {
    return total.isPresent() || scores.size() == 1;
  }

  /** The score with a name. */
  public Optional<Dimension> score(String name) {
    return scores.stream().filter(score -> score.name().equals(name)).findFirst();
  }
}
