package io.plumbline.cli.sample;

import io.plumbline.cli.sample.Person.Nature;
import java.util.List;
import java.util.Set;

/** What one person asks for: guides, webinars, a demo, a trial. */
final class Interests {
  /** The forms with which a person raises a hand. */
  static final Set<String> RAISED = Set.of("demo", "contact-sales", "quote");

  private static final List<String> GUIDES =
      List.of("/guides/scoring.pdf", "/guides/data-quality.pdf", "/reports/state-of-leads.pdf");
  private static final int WEBINAR_WEEKS = 4;

  private final Person person;
  private final Dice dice;
  private boolean trialled;
  private int raisedWeek = -100;

  Interests(Person person, Dice dice) {
    this.person = person;
    this.dice = dice;
  }

  void week(int week, List<Happening> diary) {
    double heat = person.heat(week);
    boolean student = person.nature() == Nature.STUDENT;
    if (dice.chance(student ? 0.12 : Truth.logistic(-4.0 + 0.8 * heat))) {
      guide(week, diary);
    }
    if (week % WEBINAR_WEEKS == 3 && dice.chance(Truth.logistic(-3.0 + 0.8 * heat))) {
      webinar(week, diary);
    }
    if (person.nature() != Nature.PERSON) {
      return;
    }
    if (week - raisedWeek >= 8 && dice.chance(Truth.logistic(-6.3 + 1.3 * heat))) {
      raiseHand(week, diary);
    }
    if (!trialled && dice.chance(Truth.logistic(-5.8 + 1.2 * heat))) {
      trial(week, diary);
    }
  }

  private void guide(int week, List<Happening> diary) {
    long second = moment(week);
    diary.add(Happening.of("form_submit", second, "form", "guide"));
    diary.add(Happening.of("download", second + 3 + dice.below(30), "path", dice.pick(GUIDES)));
  }

  /** Thursday at three; who registers does not always come. */
  private void webinar(int week, List<Happening> diary) {
    long monday = SampleTime.START + week * SampleTime.WEEK;
    long start = monday + 3 * SampleTime.DAY + 15 * SampleTime.HOUR;
    String campaign = "webinar-%02d".formatted(week / WEBINAR_WEEKS + 1);
    long registered = start - SampleTime.HOUR - dice.below((int) (3 * SampleTime.DAY));
    diary.add(Happening.of("webinar_register", registered, "campaign", campaign));
    if (dice.chance(0.55)) {
      String minutes = Integer.toString(12 + dice.below(49));
      long joined = start + dice.below(300);
      diary.add(Happening.of("webinar_attend", joined, "campaign", campaign, "minutes", minutes));
    }
  }

  private void raiseHand(int week, List<Happening> diary) {
    raisedWeek = week;
    long second = moment(week);
    int place = dice.below(10);
    String form = place < 6 ? "demo" : place < 9 ? "contact-sales" : "quote";
    diary.add(Happening.of("form_submit", second, "form", form));
    if (dice.chance(0.6)) {
      long booked = second + SampleTime.HOUR + dice.below((int) (3 * SampleTime.DAY));
      diary.add(Happening.of("meeting_booked", booked));
    }
  }

  private void trial(int week, List<Happening> diary) {
    trialled = true;
    long start = moment(week);
    diary.add(Happening.of("form_submit", start - 90, "form", "trial"));
    diary.add(Happening.of("trial_start", start));
    for (int day = 0; day < 14; day++) {
      double use = 0.4 + 0.15 * person.intent() - 0.02 * day;
      long login = start + day * SampleTime.DAY + 60 + dice.below(3600);
      if (!dice.chance(Math.max(0.03, Math.min(0.9, use)))) {
        continue;
      }
      diary.add(Happening.of("login", login, "minutes", Integer.toString(2 + dice.below(55))));
      if (day > 0 && dice.chance(Math.max(0, 0.06 + 0.06 * person.intent()))) {
        diary.add(Happening.of("invite_sent", login + 300));
      }
      if (day >= 7 && dice.chance(0.03 + 0.06 * Math.max(0, person.intent()))) {
        diary.add(Happening.of("page_view", login + 400, "path", "/app/billing"));
      }
    }
  }

  private long moment(int week) {
    return SampleTime.workingMoment(dice, week, person.culture());
  }
}
