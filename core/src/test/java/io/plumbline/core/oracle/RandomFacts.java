package io.plumbline.core.oracle;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Random facts that lie on the edges: midnights, the as-of, repetitions, values of wrong types. */
public final class RandomFacts {
  private static final List<String> IDS =
      List.of("e1", "e2", "e3", "E1", "é", "e\u0301", "\ufffd", "😀", "1", "01", " e1", "x\ny");

  private final Dice dice;
  private final RandomWords words;
  private final Instant asOf;
  private int ids;

  private RandomFacts(Dice dice, Era era, Instant asOf) {
    this.dice = dice;
    this.asOf = asOf;
    words = new RandomWords(dice, era);
  }

  /** An as-of near the era's day, at times just at a midnight. */
  public static Instant asOf(Dice dice, Era era) {
    LocalDate day = era.day().plusDays(dice.from(-2, 2));
    Instant start = day.atStartOfDay(era.zone()).toInstant();
    return dice.chance(30)
        ? start.plusNanos(dice.from(-1, 1))
        : start.plusSeconds(dice.from(0, 90_000));
  }

  /** What is known of one subject. */
  public static Facts facts(String subject, Dice dice, Era era, Instant asOf) {
    RandomFacts random = new RandomFacts(dice, era, asOf);
    return new Facts(
        new Subject(subject, random.known(RandomWords.ATTRIBUTES, 60)), random.events());
  }

  private Map<String, Value> known(List<String> names, int percent) {
    Map<String, Value> known = new HashMap<>();
    for (String name : names) {
      if (dice.chance(percent)) {
        known.put(name, words.value());
      }
    }
    return known;
  }

  private List<Event> events() {
    int most = dice.chance(10) ? 60 : dice.chance(15) ? 0 : 20;
    List<Event> events = new ArrayList<>();
    for (int i = dice.from(0, most); i > 0; i--) {
      Event event = event();
      events.add(event);
      if (dice.chance(10)) {
        events.add(dice.from(0, events.size()), event);
      }
    }
    return events;
  }

  private Event event() {
    return new Event(
        id(),
        dice.of(RandomWords.TYPES),
        dice.chance(12) ? asOf.plusNanos(dice.from(-1, 1)) : words.instant(),
        known(RandomWords.PROPERTIES, 45));
  }

  private String id() {
    return dice.chance(25) ? "" : dice.chance(45) ? dice.of(IDS) : "n" + ids++;
  }
}
