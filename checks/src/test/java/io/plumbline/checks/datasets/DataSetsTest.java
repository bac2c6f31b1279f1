package io.plumbline.checks.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plumbline.checks.datasets.ScoredFiles.Lead;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three public data sets, scored with the models of {@code bench/models}; the totals were computed
 * by hand from the specification. The data is no part of the project: without the folder {@code
 * ../shared/data} beside it (or {@code -Dplumbline.data=FOLDER}) these tests are skipped.
 */
final class DataSetsTest {
  private static final Path ROOT = Path.of(System.getProperty("plumbline.root", ".."));
  private static final Path DATA =
      Optional.ofNullable(System.getProperty("plumbline.data"))
          .map(Path::of)
          .orElseGet(() -> ROOT.resolve("../shared/data"));

  @TempDir Path folder;

  @Test
  void xEducation_leadsFromOneFile_haveTheTotalsOfTheSpecification() throws IOException {
    Path leads = data("x-education/Leads.csv");

    ScoredFiles scored =
        ScoredFiles.score(
            model("x-education"),
            "2026-11-21",
            Map.of("lead_id", "Prospect ID"),
            List.of(leads),
            List.of());

    assertThat(scored.warnings()).isEmpty();
    assertThat(scored.leads()).isEqualTo(9_240);
    assertThat(scored.rejected()).isZero();
    // 30 by form + 4 source + 38 occupation + 5 wishes + 26 time on the site
    assertThat(scored.lead("f33166e8-d8d3-4e8c-b9d0-8a1922c35910"))
        .isEqualTo(new Lead("103", "hot"));
    // 13 occupation + 26 time on the site; "Select" for specialization and city
    assertThat(scored.lead("e5df8d42-fbbf-4f91-985b-84d583932607"))
        .isEqualTo(new Lead("39", "warm"));
    // 22 fit; 8 time on the site - 14 no mail is below the floor of engagement
    assertThat(scored.lead("fcd8a225-75ae-4d69-973c-1f5594736501"))
        .isEqualTo(new Lead("22", "cool"));
    assertThat(scored.lead("0e731501-8cf2-430b-a8d3-234670d62101"))
        .isEqualTo(new Lead("0", "cold"));
  }

  @Test
  void bpic2012_casesKnownAtTheAsOf_areScoredAndClosedOnesDisqualified() throws IOException {
    Path events = data("bpic-2012/events.csv.gz");
    List<String> cases = new ArrayList<>();
    for (String line : lines(data("bpic-2012/cases.csv.gz"))) {
      String[] cells = line.split(",");
      if (cases.isEmpty() || cells[1].compareTo("2011-12-15") < 0) {
        cases.add(cells[0] + "," + cells[1] + "," + cells[2]);
      }
    }
    Path leads = Files.write(folder.resolve("cases.csv"), cases);

    ScoredFiles scored =
        ScoredFiles.score(
            model("bpic-2012"),
            "2011-12-15",
            Map.of("lead_id", "case_id", "event", "activity", "time", "timestamp"),
            List.of(leads),
            List.of(events));

    assertThat(scored.warnings()).isEmpty();
    assertThat(scored.leads()).isEqualTo(6_426);
    assertThat(scored.events()).isEqualTo(262_200);
    assertThat(scored.orphans()).isEqualTo(134_768);
    assertThat(scored.rejected()).isZero();
    assertThat(scored.inBand("disqualified")).isEqualTo(5_732);
    // 6 + 3; 16 offer sent + 20 · 0.965936 offer back + 16, the most of its group; 2 busy
    assertThat(scored.lead("190965")).isEqualTo(new Lead("62.319", "hot"));
    // 6 + 3; 12 offer sent
    assertThat(scored.lead("193309")).isEqualTo(new Lead("21", "cool"));
    // 6; 5 offer sent + 1.5 · 0.2 called - 2 - 16 silent is below the floor of progress
    assertThat(scored.lead("184928")).isEqualTo(new Lead("6", "cold"));
    // 6; 5 + 20 · 0.466517 + 6 - 16
    assertThat(scored.lead("173688")).isEqualTo(new Lead("10.33", "disqualified"));
  }

  @Test
  void cdnow_purchasesWithATypePutBeforeThem_fadeByHalfIn120Days() throws IOException {
    List<String> purchases = new ArrayList<>();
    List<String> customers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : lines(data("cdnow/transactions.csv.gz"))) {
      purchases.add((purchases.isEmpty() ? "event," : "purchase,") + line);
      String customer = line.substring(0, line.indexOf(','));
      if (seen.add(customer)) {
        customers.add(customer);
      }
    }
    Path events = Files.write(folder.resolve("purchases.csv"), purchases);
    Path leads = Files.write(folder.resolve("customers.csv"), customers);

    ScoredFiles scored =
        ScoredFiles.score(
            model("cdnow"),
            "1998-03-31",
            Map.of("lead_id", "customer_id", "time", "date"),
            List.of(leads),
            List.of(events));

    assertThat(scored.warnings()).isEmpty();
    assertThat(scored.leads()).isEqualTo(2_357);
    assertThat(scored.events()).isEqualTo(6_919);
    assertThat(scored.orphans()).isZero();
    assertThat(scored.rejected()).isZero();
    assertThat(scored.lead("00619")).isEqualTo(new Lead("100", "regular"));
    // seven purchases, faded, and 3 for the money of a year
    assertThat(scored.lead("13122")).isEqualTo(new Lead("25.929", "warm"));
    // one purchase, 451 days ago: 20 · 0.073897
    assertThat(scored.lead("00018")).isEqualTo(new Lead("1.478", "gone"));
  }

  private static Path data(String file) {
    Path path = DATA.resolve(file);
    assumeTrue(Files.exists(path), () -> path + " is not there");
    return path;
  }

  private static Path model(String name) {
    return ROOT.resolve("bench/models/" + name + ".yaml");
  }

  private static List<String> lines(Path gzipped) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzipped)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
