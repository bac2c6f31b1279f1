package io.plumbline.cli.sample;

import io.plumbline.format.output.AtomicOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntConsumer;

/**
 * Companies, people and half a year of behaviour from a seed. The same seed and number of leads
 * give the same bytes on every machine and every day; memory does not grow with the number.
 *
 * <p>What is in it, and what makes its people buy, is written down in
 * docs/reference/sample-population.md.
 *
 * @param leads 1 to {@link #MOST_LEADS}
 */
public record SamplePopulation(long seed, int leads) {
  public static final int MOST_LEADS = 1_000_000;
  public static final int DEFAULT_LEADS = 5_000;
  public static final long DEFAULT_SEED = 42;

  /** The Monday morning after the last week of the data: the as-of to score it with. */
  public static final Instant AS_OF = SampleTime.AS_OF;

  /** The files, in the order in which they are written. */
  public static final List<String> FILES =
      List.of("accounts.csv", "leads.csv", "events.csv", "conversions.csv");

  /** Events are in order within so many leads; up to this number the whole file is. */
  static final int BATCH = 10_000;

  private static final List<String> ACCOUNT_HEADER =
      List.of("account_id", "name", "domain", "employees", "industry", "country");
  private static final List<String> CONVERSION_HEADER =
      List.of("lead_id", "converted_at", "annual_value");

  public SamplePopulation {
    if (leads < 1 || leads > MOST_LEADS) {
      throw new IllegalArgumentException("leads lie between 1 and " + MOST_LEADS);
    }
  }

  /**
   * Writes {@link #FILES} into a folder, replacing them.
   *
   * @param progress hears how many leads were written by now
   */
  public void write(Path folder, IntConsumer progress) throws IOException {
    Cultures cultures = Cultures.load();
    Companies companies = new Companies(seed, leads, cultures);
    try (AtomicOutput out = AtomicOutput.file(folder.resolve("accounts.csv"))) {
      writeAccounts(companies, new CsvLines(out.stream()));
      out.commit();
    }
    People people = new People(seed, leads, cultures, companies);
    try (AtomicOutput leadFile = AtomicOutput.file(folder.resolve("leads.csv"));
        AtomicOutput eventFile = AtomicOutput.file(folder.resolve("events.csv"));
        AtomicOutput conversionFile = AtomicOutput.file(folder.resolve("conversions.csv"))) {
      Tables tables =
          new Tables(
              new CsvLines(leadFile.stream()),
              new CsvLines(eventFile.stream()),
              new CsvLines(conversionFile.stream()));
      writePeople(people, tables, progress);
      leadFile.commit();
      eventFile.commit();
      conversionFile.commit();
    }
  }

  /** The three files that grow together. */
  private record Tables(CsvLines leads, CsvLines events, CsvLines conversions) {}

  private static void writeAccounts(Companies companies, CsvLines out) throws IOException {
    out.write(ACCOUNT_HEADER);
    for (int i = 0; i < companies.count(); i++) {
      Company company = companies.company(i);
      out.write(
          List.of(
              company.accountId(),
              company.name(),
              company.domain(),
              Integer.toString(company.employees()),
              company.industry().names.get(0),
              company.culture().country()));
    }
  }

  private void writePeople(People people, Tables tables, IntConsumer progress) throws IOException {
    tables.leads().write(LeadRows.HEADER);
    tables.events().write(EventRows.HEADER);
    tables.conversions().write(CONVERSION_HEADER);
    EventRows events = new EventRows(seed);
    for (int lead = 0; lead < leads; lead++) {
      Person person = people.person(lead);
      Life life = Life.of(person, Dice.of(seed, "life", lead));
      Dice clerk = Dice.of(seed, "clerk", lead);
      List<String> row = LeadRows.row(person, life.purchase(), clerk);
      tables.leads().write(row);
      if (clerk.chance(0.0008)) {
        tables.leads().write(row);
      }
      writeConversion(person, life.purchase(), clerk, tables.conversions());
      events.add(lead, life.happenings());
      if ((lead + 1) % BATCH == 0 || lead + 1 == leads) {
        for (List<String> event : events.take()) {
          tables.events().write(event);
        }
      }
      progress.accept(lead + 1);
    }
  }

  private static void writeConversion(
      Person person, OptionalLong purchase, Dice clerk, CsvLines out) throws IOException {
    if (purchase.isEmpty()) {
      return;
    }
    int employees = person.company().map(Company::employees).orElse(1);
    int seats = 3 + Math.min(200, employees / 20) + clerk.below(10);
    out.write(
        List.of(
            Person.id(person.lead()),
            Instant.ofEpochSecond(purchase.getAsLong()).toString(),
            Integer.toString(seats * 240)));
  }
}
