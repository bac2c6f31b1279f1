package io.plumbline.server.leads;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The effective scores under one model as one query sees them: those of a pilot stand before those
 * of the live version. For one thread, segment by segment.
 */
final class ScoreView {
  static final int NOBODY = -1;

  private final VersionColumns[] versions;
  private final @Nullable ScoreSlab[] slabs;

  /**
   * A view.
   *
   * @param versions pilots first, then the live version
   */
  ScoreView(List<VersionColumns> versions) {
    this.versions = versions.toArray(VersionColumns[]::new);
    slabs = new ScoreSlab[versions.size()];
  }

  /** The versions' labels, in the order of the places that {@link #find} gives. */
  List<ScoreLabels> labels() {
    return Arrays.stream(versions).map(VersionColumns::labels).toList();
  }

  /** Where each version has a score; refuses the name of a score that none has. */
  int[] places(String parameter, String score) {
    int[] places = labels().stream().mapToInt(each -> each.dimension(score).orElse(-1)).toArray();
    if (places.length > 0 && Arrays.stream(places).allMatch(place -> place < 0)) {
      throw QueryWords.unknown(parameter, score, versions[0].labels().dimensionNames());
    }
    return places;
  }

  void enter(int segment) {
    for (int i = 0; i < slabs.length; i++) {
      slabs[i] = versions[i].slab(segment);
    }
  }

  /** The place of the version whose score counts for a row. */
  int find(int row) {
    for (int i = 0; i < slabs.length; i++) {
      ScoreSlab slab = slabs[i];
      if (slab != null && slab.has(row)) {
        return i;
      }
    }
    return NOBODY;
  }

  /** The scores of the version at a place that {@link #find} gave. */
  ScoreSlab slab(int place) {
    return Objects.requireNonNull(slabs[place]);
  }

  /** The row's score; null where it has none. */
  @Nullable ScoreSlab at(int row) {
    int place = find(row);
    return place == NOBODY ? null : slabs[place];
  }
}
