package io.plumbline.cli.sample;

import io.plumbline.cli.sample.Person.Nature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one person did in the weeks of the data, and whether and when he or she bought.
 *
 * @param happenings in order of time, as they truly were
 * @param purchase seconds since 1970
 */
record Life(List<Happening> happenings, OptionalLong purchase) {
  Life {
    happenings = List.copyOf(happenings);
  }

  /** Lives a person's life, week by week. */
  static Life of(Person person, Dice dice) {
    List<Happening> diary = new ArrayList<>();
    if (person.nature() == Nature.CRAWLER) {
      Visits.crawl(person, dice, diary);
      return new Life(cut(diary, person.createdAt(), SampleTime.END), OptionalLong.empty());
    }
    int firstWeek = Math.max(0, SampleTime.week(person.createdAt()));
    if (person.createdAt() >= SampleTime.START) {
      diary.add(firstContact(person, dice));
    }
    Mails mails = new Mails(person, dice);
    Interests interests = new Interests(person, dice);
    OptionalLong purchase = OptionalLong.empty();
    for (int week = firstWeek; week < SampleTime.WEEKS && purchase.isEmpty(); week++) {
      Visits.week(person, week, dice, diary);
      mails.week(week, diary);
      interests.week(week, diary);
      double probability = Truth.purchaseNextWeek(person, lately(diary, week + 1));
      if (dice.chance(probability) && week + 1 < SampleTime.WEEKS) {
        purchase = OptionalLong.of(SampleTime.workingMoment(dice, week + 1, person.culture()));
      }
    }
    return new Life(cut(diary, person.createdAt(), purchase.orElse(SampleTime.END)), purchase);
  }

  /** How a lead that came after tracking began came into the list. */
  private static Happening firstContact(Person person, Dice dice) {
    String form =
        switch (dice.below(5)) {
          case 0 -> "guide";
          case 1 -> "webinar";
          case 2 -> "contact";
          default -> "newsletter";
        };
    return Happening.of("form_submit", person.createdAt(), "form", form);
  }

  /** What the formula of purchases looks at, at the start of a week. */
  static Truth.Behaviour lately(List<Happening> diary, int week) {
    long now = SampleTime.START + week * SampleTime.WEEK;
    int pricing = 0;
    boolean raised = false;
    boolean webinar = false;
    boolean left = false;
    Set<Long> loginDays = new HashSet<>();
    for (Happening one : diary) {
      long age = now - one.second();
      if (age < 0) {
        continue;
      }
      boolean fortnight = age < 14 * SampleTime.DAY;
      switch (one.type()) {
        case "page_view" -> pricing += fortnight && one.property("path").equals("/pricing") ? 1 : 0;
        case "login" -> {
          if (fortnight) {
            loginDays.add(one.second() / SampleTime.DAY);
          }
        }
        case "form_submit" ->
            raised |= age < 28 * SampleTime.DAY && Interests.RAISED.contains(one.property("form"));
        case "webinar_attend" -> webinar |= age < 42 * SampleTime.DAY;
        case "unsubscribe" -> left = true;
        default -> {}
      }
    }
    return new Truth.Behaviour(pricing, raised, loginDays.size(), webinar, left);
  }

  private static List<Happening> cut(List<Happening> diary, long from, long to) {
    return diary.stream()
        .filter(one -> one.second() >= from && one.second() < to)
        .sorted(Comparator.comparingLong(Happening::second))
        .toList();
  }
}
