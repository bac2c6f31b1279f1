package io.plumbline.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The population of the 24-rule comparison, in arrays: ten attributes a lead, 0 to 40 events of
 * twelve kinds. The same seed gives the same people everywhere.
 */
final class People {
  static final int NOW = 1_750_000_000;
  static final int DAY = 86_400;
  static final String[] TYPES = {
    "page_view", "pricing_view", "careers_view", "email_open", "email_click", "form_submit",
    "demo_request", "webinar_attend", "download", "trial_start", "unsubscribe", "login"
  };
  private static final double[] SHARES = {
    0.40, 0.08, 0.02, 0.20, 0.08, 0.03, 0.005, 0.015, 0.05, 0.01, 0.01, 0.10
  };

  final int size;
  final byte[] seniority;
  final byte[] function;
  final byte[] industry;
  final byte[] country;
  final byte[] source;
  final int[] employees;
  final long[] revenue;
  final boolean[] freemail;
  final boolean[] competitor;
  final boolean[] phone;
  final int[] starts;
  final byte[] types;
  final int[] times;

  People(int size, long seed) {
    this.size = size;
    seniority = new byte[size];
    function = new byte[size];
    industry = new byte[size];
    country = new byte[size];
    source = new byte[size];
    employees = new int[size];
    revenue = new long[size];
    freemail = new boolean[size];
    competitor = new boolean[size];
    phone = new boolean[size];
    starts = new int[size + 1];
    byte[] allTypes = new byte[(int) (size * 20.3) + 1000];
    int[] allTimes = new int[allTypes.length];
    SplittableRandom random = new SplittableRandom(seed);
    int events = 0;
    for (int i = 0; i < size; i++) {
      attributes(i, random);
      starts[i] = events;
      events = events(random, allTypes, allTimes, events);
    }
    starts[size] = events;
    types = Arrays.copyOf(allTypes, events);
    times = Arrays.copyOf(allTimes, events);
  }

  private void attributes(int i, SplittableRandom random) {
    seniority[i] = (byte) random.nextInt(6);
    function[i] = (byte) random.nextInt(12);
    industry[i] = (byte) random.nextInt(20);
    country[i] = (byte) random.nextInt(50);
    source[i] = (byte) random.nextInt(8);
    employees[i] = (int) Math.exp(random.nextDouble() * 11);
    revenue[i] = (long) (employees[i] * (50_000 + random.nextDouble() * 200_000));
    freemail[i] = random.nextInt(4) == 0;
    competitor[i] = random.nextInt(100) == 0;
    phone[i] = random.nextInt(3) != 0;
  }

  private static int events(SplittableRandom random, byte[] types, int[] times, int from) {
    int count = random.nextInt(41);
    int lastActive = random.nextInt(120) * DAY;
    for (int j = from; j < from + count; j++) {
      double share = random.nextDouble();
      int type = 0;
      double upTo = SHARES[0];
      while (type < 11 && share >= upTo) {
        upTo += SHARES[++type];
      }
      types[j] = (byte) type;
      double before = random.nextDouble() * random.nextDouble() * 365 * DAY;
      times[j] = NOW - lastActive - (int) before - 1;
    }
    return from + count;
  }

  int events() {
    return types.length;
  }

  /** Writes leads.csv and events.csv, events in the order of time as a log has them. */
  void writeCsv(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path leads = folder.resolve("leads.csv");
    try (BufferedWriter out = Files.newBufferedWriter(leads, StandardCharsets.UTF_8)) {
      out.write(
          "lead_id,seniority,jobfn,industry,country,source,employees,revenue,"
              + "freemail,competitor,phone\n");
      for (int i = 0; i < size; i++) {
        out.write(
            i
                + ","
                + seniority[i]
                + ","
                + function[i]
                + ","
                + industry[i]
                + ","
                + country[i]
                + ","
                + source[i]
                + ","
                + employees[i]
                + ","
                + revenue[i]
                + ","
                + freemail[i]
                + ","
                + competitor[i]
                + ","
                + phone[i]
                + "\n");
      }
    }
    writeEvents(folder.resolve("events.csv"));
  }

  private void writeEvents(Path file) throws IOException {
    long[] byTime = new long[types.length];
    int[] owner = new int[types.length];
    for (int i = 0; i < size; i++) {
      for (int j = starts[i]; j < starts[i + 1]; j++) {
        owner[j] = i;
        byTime[j] = ((long) times[j] << Integer.SIZE) | j;
      }
    }
    Arrays.sort(byTime);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("event_id,lead_id,type,ts\n");
      for (int place = 0; place < byTime.length; place++) {
        int j = (int) byTime[place];
        out.write("e" + place + "," + owner[j] + "," + TYPES[types[j]] + "," + times[j] + "\n");
      }
    }
  }

  /** Writes the population: number of leads, folder. */
  public static void main(String[] args) throws IOException {
    People people = new People(Integer.parseInt(args[0]), 42);
    people.writeCsv(Path.of(args[1]));
    System.out.println("leads " + people.size + " events " + people.events());
  }
}
