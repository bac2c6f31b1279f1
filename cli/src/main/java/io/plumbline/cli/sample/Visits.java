package io.plumbline.cli.sample;

import io.plumbline.cli.sample.Person.Nature;
import java.util.List;

/** Visits to the website. */
final class Visits {
  private static final List<String> PRODUCT =
      List.of(
          "/product",
          "/features/scoring",
          "/features/reports",
          "/integrations",
          "/integrations/crm",
          "/docs/start",
          "/security",
          "/compare/rivaldesk");
  private static final List<String> REST =
      List.of(
          "/", "/blog", "/blog/lead-scoring-explained", "/blog/data-quality", "/about", "/contact");
  private static final List<String> CUSTOMERS = List.of("/customers", "/customers/stories");
  private static final List<String> CAREERS = List.of("/careers", "/careers/engineer", "/jobs");

  private Visits() {}

  /** A week's visits. */
  static void week(Person person, int week, Dice dice, List<Happening> diary) {
    double heat = person.heat(week);
    int visits = dice.poisson(Math.min(7, 0.4 * StrictMath.exp(0.75 * heat)));
    for (int i = 0; i < visits; i++) {
      long second = SampleTime.workingMoment(dice, week, person.culture());
      int pages = 1 + dice.poisson(1.2 + Math.max(0, 0.4 * heat));
      for (int page = 0; page < pages; page++) {
        diary.add(Happening.of("page_view", second, "path", path(person, heat, dice)));
        second += 8 + dice.below(150);
      }
    }
  }

  /** A crawler reads page after page in a few minutes, on a few days. */
  static void crawl(Person person, Dice dice, List<Happening> diary) {
    int days = 1 + dice.below(3);
    long first = Math.max(person.createdAt(), SampleTime.START);
    for (int day = 0; day < days; day++) {
      long second = first + day * 9L * SampleTime.DAY;
      int pages = 60 + dice.below(140);
      for (int page = 0; page < pages; page++) {
        List<String> shelf = dice.pick(List.of(PRODUCT, REST, CUSTOMERS, CAREERS));
        String path = page % 9 == 0 ? "/pricing" : dice.pick(shelf);
        diary.add(Happening.of("page_view", second, "path", path, "actor", "machine"));
        second += 1 + dice.below(2);
      }
    }
  }

  private static String path(Person person, double heat, Dice dice) {
    if (person.nature() == Nature.JOB_SEEKER && dice.chance(0.7)) {
      return dice.pick(CAREERS);
    }
    if (person.nature() == Nature.COMPETITOR && dice.chance(0.5)) {
      return dice.chance(0.5) ? "/pricing" : "/compare/rivaldesk";
    }
    double place = dice.unit();
    double pricing = Math.min(0.3, 0.05 + 0.07 * Math.max(0, heat));
    if (place < pricing) {
      return "/pricing";
    }
    if (place < pricing + 0.3) {
      return dice.pick(PRODUCT);
    }
    if (place < pricing + 0.36) {
      return dice.pick(CUSTOMERS);
    }
    return dice.chance(0.01) ? dice.pick(CAREERS) : dice.pickEarly(REST);
  }
}
