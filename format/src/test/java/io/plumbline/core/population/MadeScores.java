package io.plumbline.core.population;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.ScoringModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Scores made up for tests of what writes them; no model was asked. */
public final class MadeScores {
  private MadeScores() {}

  /** Scores in which every row is 0, has the last grades and the last band, and covers 100 %. */
  public static ScoreColumns zeros(ScoringModel model, List<String> ids) {
    byte[][] encoded =
        ids.stream().map(id -> id.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    int[] starts = new int[encoded.length + 1];
    for (int i = 0; i < encoded.length; i++) {
      starts[i + 1] = starts[i] + encoded[i].length;
    }
    byte[] all = new byte[starts[encoded.length]];
    for (int i = 0; i < encoded.length; i++) {
      System.arraycopy(encoded[i], 0, all, starts[i], encoded[i].length);
    }
    ScoreColumns scores = new ScoreColumns(model, all, starts);
    for (int i = 0; i < model.scores().size(); i++) {
      Arrays.fill(scores.grade[i], (byte) (model.scores().get(i).grades().size() - 1));
    }
    Arrays.fill(scores.band, (short) (model.bands().size() - 1));
    Arrays.fill(scores.qualifiedBy, (short) ScoreColumns.NONE);
    Arrays.fill(scores.disqualifiedBy, (short) ScoreColumns.NONE);
    Arrays.fill(scores.coverage, 100_000);
    return scores;
  }

  /** Sets the total and the scores of a row, in thousandths. */
  public static void points(ScoreColumns scores, int row, long total, long... points) {
    scores.total[row] = total;
    for (int i = 0; i < points.length; i++) {
      scores.points[i][row] = points[i];
    }
  }

  /** Sets the grades of a row by their places. */
  public static void grades(ScoreColumns scores, int row, int... grades) {
    for (int i = 0; i < grades.length; i++) {
      scores.grade[i][row] = (byte) grades[i];
    }
  }

  /** Sets the band of a row and what put it there, by their places. */
  public static void band(
      ScoreColumns scores, int row, int band, int qualifiedBy, int disqualifiedBy) {
    scores.band[row] = (short) band;
    scores.qualifiedBy[row] = (short) qualifiedBy;
    scores.disqualifiedBy[row] = (short) disqualifiedBy;
  }

  /** Sets the coverage of a row, in thousandths of a percent. */
  public static void coverage(ScoreColumns scores, int row, int coverage) {
    scores.coverage[row] = coverage;
  }

  /** Scores that look like those of a real population; the same for the same seed. */
  public static ScoreColumns lifelike(ScoringModel model, int size, long seed) {
    List<String> ids = new ArrayList<>(size);
    for (int row = 0; row < size; row++) {
      ids.add("lead-" + row);
    }
    ScoreColumns scores = zeros(model, ids);
    Random random = new Random(seed);
    for (int row = 0; row < size; row++) {
      double warmth = random.nextGaussian();
      long total = 0;
      for (int i = 0; i < model.scores().size(); i++) {
        total += score(scores, row, i, warmth + random.nextGaussian(), random);
      }
      if (model.hasTotal()) {
        scores.total[row] = total / model.scores().size();
      }
      entries(scores, row, random);
      scores.coverage[row] = Math.min(100_000, 30_000 + 10_000 * random.nextInt(9));
    }
    return scores;
  }

  /** Fills in one score and its grade; gives its percentage. */
  private static long score(ScoreColumns scores, int row, int place, double warmth, Random random) {
    Dimension score = scores.model().scores().get(place);
    long max = score.ceiling().map(points -> points.thousandths()).orElse(100_000L);
    double share = 1 / (1 + Math.exp(0.8 - warmth));
    boolean silent = random.nextInt(4) == 0;
    long points = silent ? 0 : Math.round(share * max / 500) * 500;
    scores.points[place][row] = Math.min(points, max);
    long percent = max == 0 ? 0 : 100_000 * Math.min(points, max) / max;
    for (int grade = score.grades().size() - 1; grade >= 0; grade--) {
      if (percent >= score.grades().get(grade).threshold().value().thousandths()) {
        scores.grade[place][row] = (byte) grade;
      }
    }
    return percent;
  }

  private static void entries(ScoreColumns scores, int row, Random random) {
    ScoringModel model = scores.model();
    List<Band> bands = model.bands();
    for (int band = bands.size() - 1; band >= 0; band--) {
      boolean reached =
          !(bands.get(band).test() instanceof Band.Test.AtLeast least)
              || scores.total[row] >= least.points().thousandths();
      if (reached) {
        scores.band[row] = (short) band;
      }
    }
    List<Entry> qualifiers = model.qualifiers();
    if (!qualifiers.isEmpty() && random.nextInt(40) == 0) {
      scores.qualifiedBy[row] = (short) random.nextInt(qualifiers.size());
      scores.band[row] = 0;
    }
    List<Entry> disqualifiers = model.disqualifiers();
    if (!disqualifiers.isEmpty() && random.nextInt(25) == 0) {
      scores.disqualifiedBy[row] = (short) random.nextInt(disqualifiers.size());
      scores.band[row] = (short) bands.size();
    }
  }
}
