package io.plumbline.cli.sample;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * What the export says of happenings: the rows of events.csv. Three systems wrote it, each in its
 * own way: the website and the mail tool, the webinar tool (local times, no ids), the product
 * (milliseconds).
 */
final class EventRows {
  static final List<String> HEADER = header();

  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final long seed;
  private final List<Row> rows = new ArrayList<>();

  EventRows(long seed) {
    this.seed = seed;
  }

  /** A row, and when it was received, by which rows are ordered. */
  private record Row(long received, List<String> cells) {}

  /** Adds what was recorded of a life: not all that happened, and some of it twice. */
  void add(int lead, List<Happening> happenings) {
    Dice dice = Dice.of(seed, "recorder", lead);
    String known = Person.id(lead);
    int number = 0;
    for (Happening one : happenings) {
      number++;
      if (isLost(one)) {
        continue;
      }
      String id = one.type().startsWith("webinar") ? "" : id(lead, number);
      String owner = dice.chance(0.004) ? visitor(dice) : known;
      List<String> cells = cells(id, owner, one, dice);
      rows.add(new Row(one.second() + dice.below(4), cells));
      if (!id.isEmpty() && dice.chance(0.012)) {
        rows.add(new Row(one.second() + dice.below(21_600), cells));
      }
    }
  }

  /** The rows in the order in which they were received; empties this. */
  List<List<String>> take() {
    rows.sort(Comparator.comparingLong(Row::received));
    List<List<String>> taken = rows.stream().map(Row::cells).toList();
    rows.clear();
    return taken;
  }

  private static boolean isLost(Happening one) {
    long second = one.second();
    return (one.is("page_view") && second >= SampleTime.OUTAGE && second < SampleTime.OUTAGE_END)
        || (one.is("email_open")
            && second >= SampleTime.LOST_OPENS
            && second < SampleTime.LOST_OPENS_END);
  }

  private String id(int lead, int number) {
    long bits = Dice.mix(Dice.mix(seed + lead) + number);
    return HexFormat.of().toHexDigits(bits >>> 16, 12);
  }

  /** Someone who has not given a name yet. */
  private static String visitor(Dice dice) {
    return "anon-" + HexFormat.of().toHexDigits(dice.next() >>> 32, 8);
  }

  private static List<String> cells(String id, String owner, Happening one, Dice dice) {
    List<String> cells = new ArrayList<>(HEADER.size());
    cells.add(id);
    cells.add(owner);
    cells.add(dice.chance(0.00003) ? "" : one.type());
    cells.add(
        dice.chance(0.0001) ? dice.pick(List.of("n/a", "0000-00-00 00:00:00", "")) : time(one));
    cells.addAll(one.properties());
    return List.copyOf(cells);
  }

  private static String time(Happening one) {
    if (one.is("login")) {
      return Long.toString(one.second() * 1000);
    }
    if (one.type().startsWith("webinar")) {
      return LocalDateTime.ofEpochSecond(one.second(), 0, ZoneOffset.UTC).format(LOCAL);
    }
    return Instant.ofEpochSecond(one.second()).toString();
  }

  private static List<String> header() {
    List<String> header = new ArrayList<>(List.of("event_id", "lead_id", "event", "time"));
    header.addAll(Happening.PROPERTIES);
    return List.copyOf(header);
  }
}
