package io.plumbline.server.leads;

import io.plumbline.core.score.Score;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The scores of all subjects under one version of a model. Written under the rows' locks. */
final class VersionColumns {
  private final ScoreLabels labels;
  private volatile @Nullable ScoreSlab[] slabs = new ScoreSlab[0];

  VersionColumns(ScoreLabels labels) {
    this.labels = labels;
  }

  ScoreLabels labels() {
    return labels;
  }

  /** A segment's scores, to be read under its lock; null where nobody in it has one. */
  @Nullable ScoreSlab slab(int segment) {
    @Nullable ScoreSlab[] all = slabs;
    return segment < all.length ? all[segment] : null;
  }

  void set(int row, Score score) {
    int segment = Segments.of(row);
    if (segment >= slabs.length) {
      slabs = Arrays.copyOf(slabs, segment + 1);
    }
    ScoreSlab slab = slabs[segment];
    if (slab == null) {
      slab = new ScoreSlab(labels);
      slabs[segment] = slab;
    }
    slab.set(Segments.within(row), score);
  }

  void clear(int row) {
    ScoreSlab slab = slab(Segments.of(row));
    if (slab != null) {
      slab.clear(Segments.within(row));
    }
  }

  long footprint() {
    long bytes = 0;
    for (ScoreSlab slab : slabs) {
      bytes += slab == null ? 0 : slab.footprint();
    }
    return bytes;
  }
}
