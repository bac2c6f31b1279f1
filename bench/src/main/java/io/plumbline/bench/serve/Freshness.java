package io.plumbline.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the scores that can be read count the last event that was acknowledged. */
final class Freshness {
  private static final Pattern TOTAL = Pattern.compile("\"total\"\\s*:\\s*(-?[0-9.]+)");
  private static final Pattern WAITING =
      Pattern.compile("(?m)^plumbline_queue_messages(?:\\{[^}]*\\})? ([0-9.eE+]+)");
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final int LAST_LEADS = 9_900_000;

  private Freshness() {}

  /** Sends one last event and waits until its lead has points for it and no message waits. */
  static Duration await(Target target, long seed) throws IOException, InterruptedException {
    int lead = LAST_LEADS + (int) Math.floorMod(seed, 100_000L);
    String key = target.secretKey(0);
    byte[] metrics = Wire.get("/metrics", key);
    try (Wire wire = new Wire(target.port())) {
      Batch last = Batch.reply(target.writeKey());
      int status = wire.exchange(last.patch((seed << 40) | (1L << 39), lead, Instant.now()));
      if (status != 200) {
        throw new IOException("the last event was answered " + status);
      }
      long start = System.nanoTime();
      while (total(wire, key, lead).isEmpty() || waiting(wire, metrics) > 0) {
        Thread.sleep(20);
        if (System.nanoTime() - start > MOST.toNanos()) {
          throw new IOException("scores are not up to date after " + MOST);
        }
      }
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  /** The total of a lead as text; empty while there is none. */
  static String total(Wire wire, String key, int lead) throws IOException {
    String path = String.format("/api/v1/leads/lead-%07d", lead);
    if (wire.exchange(Wire.get(path, key)) != 200) {
      return "";
    }
    Matcher total = TOTAL.matcher(wire.body());
    return total.find() ? total.group(1) : "";
  }

  private static double waiting(Wire wire, byte[] metrics) throws IOException {
    if (wire.exchange(metrics) != 200) {
      throw new IOException("no metrics: " + wire.body());
    }
    Matcher waiting = WAITING.matcher(wire.body());
    if (!waiting.find()) {
      throw new IOException("the metrics do not say how many messages wait");
    }
    return Double.parseDouble(waiting.group(1));
  }
}
