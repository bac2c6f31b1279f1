package io.plumbline.bench;

import static io.plumbline.bench.People.DAY;
import static io.plumbline.bench.People.NOW;

/**
 * The 24 rules by hand, over raw events in arrays, on one thread: the practical limit. Ages are UTC
 * days and points whole thousandths, rounded where the specification rounds, so that its sum is
 * ours.
 */
final class PlainLoop {
  private static final int TODAY = NOW / DAY;
  private final int[] of14 = halves(14);
  private final int[] of30 = halves(30);
  private final int[] of45 = halves(45);
  private final int[] of60 = halves(60);

  private static int[] halves(int days) {
    int[] weights = new int[1000];
    for (int age = 0; age < weights.length; age++) {
      weights[age] = (int) Math.floor(1_000_000 * Math.pow(0.5, (double) age / days) + 0.5);
    }
    return weights;
  }

  /** The sum of all scores, in thousandths. */
  long score(People p, int[] out) {
    long sum = 0;
    for (int i = 0; i < p.size; i++) {
      int score = Math.max(0, Math.min(100_000, who(p, i) * 1000 + does(p, i)));
      out[i] = score;
      sum += score;
    }
    return sum;
  }

  private static int who(People p, int i) {
    int points = p.seniority[i] == 5 ? 20 : 0;
    points += p.seniority[i] == 3 || p.seniority[i] == 4 ? 10 : 0;
    points += p.function[i] >= 1 && p.function[i] <= 3 ? 8 : 0;
    points += p.industry[i] < 5 ? 10 : 0;
    points -= p.industry[i] >= 18 ? 10 : 0;
    points += p.employees[i] >= 200 && p.employees[i] < 1000 ? 8 : 0;
    points += p.employees[i] >= 1000 ? 15 : 0;
    points += p.revenue[i] >= 50_000_000L ? 10 : 0;
    int country = p.country[i];
    points += country == 1 || country == 7 || country == 11 || country == 30 ? 5 : 0;
    points -= p.freemail[i] ? 10 : 0;
    points -= p.competitor[i] ? 50 : 0;
    points += p.phone[i] && (p.source[i] == 2 || p.source[i] == 5) ? 6 : 0;
    return points;
  }

  private int does(People p, int i) {
    int pricing = 0;
    int pages = 0;
    int opens = 0;
    int clicks = 0;
    int careers = 0;
    boolean demo = false;
    boolean gone = false;
    long downloads = 0;
    long webinars = 0;
    long forms = 0;
    long trials = 0;
    int last = Integer.MIN_VALUE;
    for (int j = p.starts[i]; j < p.starts[i + 1]; j++) {
      int day = Math.floorDiv(p.times[j], DAY);
      int age = TODAY - day;
      last = Math.max(last, day);
      switch (p.types[j]) {
        case 0 -> pages += age < 30 ? 1 : 0;
        case 1 -> pricing += age < 30 ? 1 : 0;
        case 2 -> careers += age < 90 ? 1 : 0;
        case 3 -> opens += age < 90 ? 1 : 0;
        case 4 -> clicks += age < 90 ? 1 : 0;
        case 5 -> forms += of45[age];
        case 6 -> demo |= age < 180;
        case 7 -> webinars += of60[age];
        case 8 -> downloads += of30[age];
        case 9 -> trials += of14[age];
        case 10 -> gone = true;
        default -> {}
      }
    }
    int points = pricing >= 6 ? 15 : pricing >= 3 ? 10 : pricing >= 1 ? 5 : 0;
    points += pages >= 10 ? 6 : pages >= 5 ? 3 : 0;
    points += Math.min(10, opens) + Math.min(15, 3 * clicks);
    points += (demo ? 30 : 0) - (careers >= 2 ? 15 : 0) - (gone ? 40 : 0);
    int idle = last == Integer.MIN_VALUE ? 0 : TODAY - last;
    points -= idle > 90 ? 40 : idle > 60 ? 20 : idle > 30 ? 10 : 0;
    return points * 1000
        + Math.min(20_000, faded(5, downloads))
        + Math.min(30_000, faded(10, webinars))
        + faded(8, forms)
        + faded(20, trials);
  }

  private static int faded(int points, long weight) {
    return (int) ((points * 1000L * weight + 500_000) / 1_000_000);
  }
}
