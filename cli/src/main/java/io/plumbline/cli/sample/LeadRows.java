package io.plumbline.cli.sample;

import io.plumbline.cli.sample.Person.Nature;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** What the export says of people: the rows of leads.csv. */
final class LeadRows {
  static final List<String> HEADER =
      List.of(
          "lead_id",
          "created_at",
          "first_name",
          "last_name",
          "email",
          "phone",
          "job_title",
          "department",
          "company",
          "account_id",
          "employees",
          "industry",
          "city",
          "country",
          "lead_source",
          "current_tool",
          "tech_stack",
          "lifecycle_stage",
          "do_not_contact",
          "notes");

  private static final List<String> SOURCES =
      List.of(
          "organic",
          "Organic Search",
          "ads",
          "webinar",
          "event",
          "outbound",
          "social",
          "",
          "website");

  /** The CRM knows of a purchase so many seconds later. */
  private static final long CRM_DELAY = 3 * SampleTime.DAY;

  private LeadRows() {}

  static List<String> row(Person person, OptionalLong purchase, Dice dice) {
    Culture culture = person.culture();
    boolean bot = person.nature() == Nature.CRAWLER;
    return List.of(
        dice.chance(0.0004) ? "" : Person.id(person.lead()),
        Instant.ofEpochSecond(person.createdAt()).toString(),
        bot ? "xQzRtW" : Mess.typed(dice, person.given().written()),
        bot ? "kLmPv" : Mess.orNothing(dice, Mess.typed(dice, person.family().written()), 0.04),
        Mess.typed(dice, person.email()),
        Mess.phone(dice, culture),
        Mess.orNothing(dice, Mess.typed(dice, person.title()), titleMissing(person)),
        department(person, dice),
        person.company().map(c -> Mess.typed(dice, c.name())).orElse(""),
        person.company().map(Company::accountId).orElse(""),
        person.company().map(c -> Mess.employees(dice, c.employees())).orElse(""),
        person.company().map(c -> industry(dice, c)).orElse(""),
        Mess.orNothing(dice, culture.pick(dice, "cities"), 0.2),
        Mess.country(dice, culture),
        source(dice),
        person.company().map(c -> tool(dice, c)).orElse(""),
        person.company().map(c -> dice.chance(0.4) ? "" : c.stack()).orElse(""),
        stage(person, purchase, dice),
        dice.chance(0.01) ? dice.pick(List.of("true", "yes", "TRUE", "1")) : "",
        Mess.note(dice));
  }

  private static double titleMissing(Person person) {
    return person.nature() == Nature.PERSON ? 0.13 : 0.02;
  }

  private static String department(Person person, Dice dice) {
    if (person.nature() != Nature.PERSON || dice.chance(0.35)) {
      return "";
    }
    String own = person.culture().departments().getOrDefault(person.department(), "");
    return Mess.typed(dice, dice.chance(0.6) ? person.department().english : own);
  }

  private static String industry(Dice dice, Company company) {
    return dice.chance(0.16) ? "" : dice.pick(company.industry().names);
  }

  private static String tool(Dice dice, Company company) {
    return dice.chance(0.6) ? "" : dice.pick(company.tool().names);
  }

  private static String source(Dice dice) {
    if (dice.chance(0.02)) {
      return dice.chance(0.7) ? "referral" : "partner";
    }
    return dice.pick(SOURCES);
  }

  private static String stage(Person person, OptionalLong purchase, Dice dice) {
    if (purchase.isPresent() && purchase.getAsLong() + CRM_DELAY < SampleTime.END) {
      return dice.chance(0.9) ? "customer" : "Customer";
    }
    return person.createdAt() < SampleTime.START
        ? dice.pick(List.of("subscriber", "lead", "Lead", ""))
        : dice.pick(List.of("lead", "Lead", "subscriber", "", ""));
  }
}
