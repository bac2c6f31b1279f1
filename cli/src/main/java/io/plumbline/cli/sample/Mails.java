package io.plumbline.cli.sample;

import java.util.List;

/** One person's mailbox: newsletters, follow-ups, and machines that read along. */
final class Mails {
  /** Every fourth week, on Tuesday at nine. */
  private static final int NEWSLETTER_WEEKS = 4;

  private final Person person;
  private final Dice dice;
  private final boolean deadAddress;
  private final boolean privateOpens;
  private final boolean scanner;
  private boolean stopped;

  Mails(Person person, Dice dice) {
    this.person = person;
    this.dice = dice;
    deadAddress = dice.chance(0.025);
    privateOpens = dice.chance(0.25);
    scanner = person.company().map(Company::scanner).orElse(false);
  }

  /** A week's mails and what became of them. */
  void week(int week, List<Happening> diary) {
    long tuesday = SampleTime.START + week * SampleTime.WEEK + SampleTime.DAY + 9 * SampleTime.HOUR;
    if (week % NEWSLETTER_WEEKS == 1) {
      send("newsletter-%02d".formatted(week / NEWSLETTER_WEEKS + 1), tuesday, week, diary);
    }
    int age = week - SampleTime.week(person.createdAt());
    if (age >= 1 && age <= 3) {
      send("welcome-" + age, tuesday + 2 * SampleTime.DAY, week, diary);
    }
  }

  private void send(String campaign, long batch, int week, List<Happening> diary) {
    if (stopped || batch < person.createdAt()) {
      return;
    }
    long sent = batch + dice.below(1200);
    diary.add(mail("email_send", sent, campaign));
    if (deadAddress || dice.chance(0.008)) {
      String kind = deadAddress ? "hard" : "soft";
      diary.add(
          Happening.of(
              "email_bounce", sent + 1 + dice.below(20), "campaign", campaign, "kind", kind));
      stopped = deadAddress;
      return;
    }
    if (scanner) {
      scan(campaign, sent, diary);
    } else if (privateOpens) {
      diary.add(machine("email_open", sent + 30 + dice.below(3600), campaign, true));
    }
    read(campaign, sent, person.heat(week), diary);
  }

  /** A mail server that follows every link before it delivers. Most such clicks are recognised. */
  private void scan(String campaign, long sent, List<Happening> diary) {
    boolean recognised = dice.chance(0.85);
    long second = sent + 2 + dice.below(4);
    diary.add(machine("email_open", second, campaign, recognised));
    for (int link = 0; link < 3; link++) {
      second += 1 + dice.below(4);
      diary.add(machine("email_click", second, campaign, recognised));
    }
  }

  private void read(String campaign, long sent, double heat, List<Happening> diary) {
    long second = sent + 4 * SampleTime.MINUTE + dice.below((int) (2 * SampleTime.DAY));
    if (!dice.chance(clamp(0.24 + 0.09 * heat))) {
      return;
    }
    diary.add(mail("email_open", second, campaign));
    if (dice.chance(clamp(0.14 + 0.08 * heat))) {
      diary.add(mail("email_click", second + 5 + dice.below(90), campaign));
    }
    if (dice.chance(clamp(0.01 + 0.02 * heat))) {
      diary.add(mail("email_reply", second + 600 + dice.below(7200), campaign));
    }
    if (dice.chance(heat < -1 ? 0.045 : 0.008)) {
      diary.add(mail("unsubscribe", second + 20 + dice.below(60), campaign));
      stopped = true;
    } else if (dice.chance(0.0015)) {
      diary.add(mail("spam_complaint", second + 10, campaign));
      stopped = true;
    }
  }

  private static Happening mail(String type, long second, String campaign) {
    return Happening.of(type, second, "campaign", campaign);
  }

  private static Happening machine(String type, long second, String campaign, boolean recognised) {
    return Happening.of(type, second, "campaign", campaign, "actor", recognised ? "machine" : "");
  }

  private static double clamp(double probability) {
    return Math.max(0.005, Math.min(0.8, probability));
  }
}
