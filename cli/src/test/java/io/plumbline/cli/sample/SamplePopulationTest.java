package io.plumbline.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplePopulationTest {
  private static final int LEADS = 5000;

  @TempDir static Path temp;
  private static Path folder = Path.of("");
  private static String leads = "";
  private static List<String> events = List.of();

  @BeforeAll
  static void writeOnce() throws IOException {
    folder = sample(42, LEADS, "once");
    leads = Files.readString(folder.resolve("leads.csv"));
    events = Files.readAllLines(folder.resolve("events.csv"));
  }

  @Test
  void write_sameSeed_givesTheSameBytes() throws IOException {
    Path again = sample(42, LEADS, "again");

    for (String file : SamplePopulation.FILES) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
  }

  @Test
  void write_anotherSeed_givesOtherPeople() throws IOException {
    Path other = sample(43, LEADS, "other");

    assertThat(Files.readString(other.resolve("leads.csv"))).isNotEqualTo(leads);
  }

  @Test
  void write_oneLead_givesWholeFiles() throws IOException {
    Path one = sample(1, 1, "one");

    assertThat(Files.readAllLines(one.resolve("leads.csv"))).hasSize(2);
    assertThat(Files.readAllLines(one.resolve("accounts.csv"))).hasSize(2);
  }

  @Test
  void construct_outsideItsLimit_isRefused() {
    assertThatThrownBy(() -> new SamplePopulation(1, 0)).hasMessageContaining("1000000");
    assertThatThrownBy(() -> new SamplePopulation(1, 1_000_001)).hasMessageContaining("1000000");
  }

  @Test
  void leads_domains_areReservedOnes() {
    for (String word : leads.split("[,\n\" ]")) {
      if (word.contains("@")) {
        assertThat(word.toLowerCase(java.util.Locale.ROOT))
            .matches(".*@(.*\\.)?(example|test|example\\.com)");
      }
    }
  }

  @Test
  void phones_areOfRangesKeptForFiction() {
    Set<String> starts =
        Set.of("0163296", "4416329", "0770090", "4407700", "0207946", "4930231", "0302312");
    Set<String> more =
        Set.of("0221471", "4908999", "0049406", "0199001", "3319900", "0261911", "3304657");
    for (Culture culture : Cultures.load().all()) {
      for (Culture.Word phone : culture.list("phones")) {
        String digits = phone.written().replaceAll("[^0-9#]", "");
        boolean american = digits.contains("55501##");
        boolean listed =
            american
                || starts.stream().anyMatch(digits::startsWith)
                || more.stream().anyMatch(s -> digits.startsWith(s.substring(0, 6)))
                || digits.startsWith("063998");
        assertThat(listed).as(phone.written()).isTrue();
      }
    }
  }

  @Test
  void leads_areNamedInManyScripts() {
    Set<Character.UnicodeScript> scripts = new HashSet<>();
    leads.codePoints().forEach(c -> scripts.add(Character.UnicodeScript.of(c)));

    assertThat(scripts)
        .contains(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.KATAKANA);
    assertThat(leads).contains("ș", "ß", "é", "ñ", "ł", "ğ");
  }

  @Test
  void events_areDirtyAsInAnExport() {
    List<String[]> rows = events.stream().skip(1).map(row -> row.split(",", -1)).toList();
    Set<String> ids = new HashSet<>();
    long repeated = rows.stream().filter(r -> !r[0].isEmpty() && !ids.add(r[0])).count();

    assertThat(repeated).isBetween(500L, 2500L);
    assertThat(rows).anyMatch(r -> r[0].isEmpty());
    assertThat(rows).anyMatch(r -> r[1].startsWith("anon-"));
    assertThat(rows).anyMatch(r -> r[2].equals("email_click") && r[8].equals("machine"));
    assertThat(rows).anyMatch(r -> r[3].matches("[0-9]{13}"));
    assertThat(rows).anyMatch(r -> r[3].matches("[0-9-]{10} [0-9:]{5}"));
    assertThat(rows).anyMatch(r -> r[3].equals("n/a"));
  }

  @Test
  void events_ofTheOutage_areMissing() {
    assertThat(events)
        .noneMatch(row -> row.contains(",page_view,2026-02-11T"))
        .anyMatch(row -> row.contains(",page_view,2026-02-13T"))
        .anyMatch(row -> row.contains(",email_send,2026-02-12T"));
  }

  @Test
  void events_ofAllTypesTheModelAsksFor_areThere() {
    Set<String> types = new TreeSet<>();
    events.forEach(row -> types.add(row.split(",", -1)[2]));

    assertThat(types)
        .contains(
            "page_view",
            "email_click",
            "email_reply",
            "form_submit",
            "webinar_attend",
            "download",
            "trial_start",
            "login",
            "invite_sent",
            "unsubscribe",
            "email_bounce",
            "meeting_booked",
            "spam_complaint");
  }

  @Test
  void purchases_followIntentAndFit() {
    Cultures cultures = Cultures.load();
    Companies companies = new Companies(42, LEADS, cultures);
    People people = new People(42, LEADS, cultures, companies);
    List<Double> ofBuyers = new ArrayList<>();
    List<Double> ofOthers = new ArrayList<>();
    for (int lead = 0; lead < LEADS; lead++) {
      Person person = people.person(lead);
      Life life = Life.of(person, Dice.of(42, "life", lead));
      double pull = person.intent() + 5 * person.fit();
      (life.purchase().isPresent() ? ofBuyers : ofOthers).add(pull);
    }

    assertThat(ofBuyers).hasSizeBetween(100, 300);
    assertThat(mean(ofBuyers)).isGreaterThan(mean(ofOthers) + 1);
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static Path sample(long seed, int count, String name) throws IOException {
    Path target = Files.createDirectory(temp.resolve(name));
    new SamplePopulation(seed, count).write(target, done -> {});
    return target;
  }
}
