package io.plumbline.cli.sample;

import io.plumbline.cli.sample.Culture.Word;
import io.plumbline.cli.sample.Person.Nature;
import java.util.List;
import java.util.Optional;

/** Makes people: each from the number of its lead alone, so that none has to be kept. */
final class People {
  /** Share of the leads that were known before tracking began. */
  private static final double KNOWN_BEFORE = 0.35;

  private static final long MONTHS_BEFORE = 540 * SampleTime.DAY;

  private static final List<String> FREE_MAIL =
      List.of(
          "gmail.example", "yahoo.example", "outlook.example", "gmx.example", "hotmail.example");
  private static final List<String> RIVALS = List.of("rival.example", "otherscore.example");

  private final long seed;
  private final int leads;
  private final Cultures cultures;
  private final Companies companies;

  People(long seed, int leads, Cultures cultures, Companies companies) {
    this.seed = seed;
    this.leads = leads;
    this.cultures = cultures;
    this.companies = companies;
  }

  /** The person behind a lead; now and then one who is in the list already. */
  Person person(int lead) {
    Dice dice = Dice.of(seed, "twin", lead);
    if (lead > 50 && dice.chance(0.015)) {
      int original = lead - 1 - dice.below(50);
      Person twin = make(original);
      if (twin.nature() == Nature.PERSON) {
        return again(twin, lead, dice);
      }
    }
    return make(lead);
  }

  /** The same person who came a second time, with another address. */
  private Person again(Person twin, int lead, Dice dice) {
    String email = dice.chance(0.5) ? twin.email().toUpperCase(java.util.Locale.ROOT) : "";
    if (email.isEmpty()) {
      email = address(dice, twin.given(), twin.family()) + "@" + dice.pick(FREE_MAIL);
    }
    return new Person(
        lead,
        twin.lead(),
        twin.nature(),
        twin.culture(),
        twin.company(),
        twin.given(),
        twin.family(),
        twin.seniority(),
        twin.department(),
        twin.title(),
        email,
        created(dice, lead),
        twin.fit(),
        twin.intent() - 1,
        twin.interestWeek(),
        twin.interestWeeks());
  }

  private Person make(int lead) {
    Dice dice = Dice.of(seed, "person", lead);
    Nature nature = nature(dice);
    Optional<Company> company =
        nature == Nature.PERSON && dice.chance(0.95)
            ? Optional.of(companies.pick(dice))
            : Optional.empty();
    Culture culture = company.map(Company::culture).orElseGet(() -> cultures.pick(dice));
    Word given = dice.pick(culture.list("given"));
    Word family = dice.pick(culture.list("family"));
    Seniority seniority = seniority(dice);
    Department department = department(dice, seniority);
    double fit = company.map(c -> Truth.fit(seniority, department, c)).orElse(Truth.FIT_ALONE);
    double intent = 1.25 * dice.normal() + 1.5 * (fit - 0.5);
    long created = created(dice, lead);
    int firstWeek = SampleTime.week(created);
    boolean early = firstWeek < 0;
    int interestWeek = early ? dice.below(SampleTime.WEEKS * 2) : firstWeek;
    return new Person(
        lead,
        lead,
        nature,
        culture,
        company,
        given,
        family,
        seniority,
        department,
        title(dice, nature, culture, seniority, department),
        email(dice, nature, company, given, family),
        created,
        fit,
        intent,
        interestWeek,
        3 + dice.below(7));
  }

  private static Nature nature(Dice dice) {
    int place = dice.below(1000);
    if (place < 28) {
      return Nature.STUDENT;
    }
    if (place < 46) {
      return Nature.JOB_SEEKER;
    }
    if (place < 58) {
      return Nature.COMPETITOR;
    }
    if (place < 62) {
      return Nature.CRAWLER;
    }
    return place < 68 ? Nature.TESTER : Nature.PERSON;
  }

  private static Seniority seniority(Dice dice) {
    int place = dice.below(100);
    Seniority[] all = Seniority.values();
    int[] bounds = {9, 18, 32, 58, 94, 100};
    int i = 0;
    while (place >= bounds[i]) {
      i++;
    }
    return all[i];
  }

  private static Department department(Dice dice, Seniority seniority) {
    return seniority == Seniority.CHIEF && dice.chance(0.6)
        ? Department.MANAGEMENT
        : dice.pick(List.of(Department.values()));
  }

  /** Leads are numbered as they came. */
  private long created(Dice dice, int lead) {
    double place = (lead + dice.unit()) / leads;
    double second =
        place < KNOWN_BEFORE
            ? (place / KNOWN_BEFORE - 1) * MONTHS_BEFORE
            : (place - KNOWN_BEFORE) / (1 - KNOWN_BEFORE) * (SampleTime.END - SampleTime.START);
    return SampleTime.START + (long) StrictMath.floor(second);
  }

  private static String title(
      Dice dice, Nature nature, Culture culture, Seniority seniority, Department department) {
    String template =
        switch (nature) {
          case STUDENT -> culture.pick(dice, "student");
          case JOB_SEEKER -> dice.chance(0.5) ? "Looking for a job in {d}" : "open to work";
          case CRAWLER -> "xQzRtW";
          case TESTER -> "Test";
          case PERSON, COMPETITOR -> culture.pick(dice, seniority.key());
        };
    String name = culture.departments().getOrDefault(department, department.english);
    return template.replace("{d}", name);
  }

  private static String email(
      Dice dice, Nature nature, Optional<Company> company, Word given, Word family) {
    String local = address(dice, given, family);
    return switch (nature) {
      case STUDENT -> local + "@student.university.example";
      case JOB_SEEKER -> local + "@" + dice.pick(FREE_MAIL);
      case COMPETITOR -> local + "@" + dice.pick(RIVALS);
      case CRAWLER -> Long.toString(dice.next() >>> 24, 36) + "@mailinator.example";
      case TESTER -> dice.chance(0.5) ? "test@example.com" : local + "@ourcompany.example";
      case PERSON -> {
        boolean free = company.isEmpty() || dice.chance(0.11);
        yield local + "@" + (free ? dice.pick(FREE_MAIL) : company.get().domain());
      }
    };
  }

  private static String address(Dice dice, Word given, Word family) {
    String first = Companies.slug(given.latin());
    String last = Companies.slug(family.latin());
    return switch (dice.below(4)) {
      case 0 -> first.charAt(0) + last;
      case 1 -> first;
      case 2 -> first + "_" + last;
      default -> first + "." + last;
    };
  }
}
