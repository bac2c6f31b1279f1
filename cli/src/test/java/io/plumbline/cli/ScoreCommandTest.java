package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreCommandTest {
  @TempDir Path temp;
  private Tiny tiny = new Tiny(Path.of(""));

  @BeforeEach
  void copy() throws IOException {
    tiny = Tiny.in(temp);
  }

  private CliRun score(String... more) {
    return CliRun.of(concat(new String[] {"score", "-m", tiny.model(), "-l", tiny.leads()}, more));
  }

  private CliRun scoreAll(String... more) {
    return score(concat(new String[] {"-e", tiny.events()}, more));
  }

  static String[] concat(String[] first, String... second) {
    String[] all = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Test
  void score_withoutOut_printsRowsAndCounts() throws IOException {
    CliRun run = scoreAll();

    assertThat(run.exit()).isZero();
    Golden.check("score", run.shown(temp));
  }

  @Test
  void score_top_printsATableInsteadOfRows() throws IOException {
    CliRun run = scoreAll("--top", "3");

    assertThat(run.exit()).isZero();
    Golden.check("score-top", run.shown(temp));
  }

  @Test
  void score_topAndOut_givesBoth() {
    CliRun run = scoreAll("--top", "1", "--out", tiny.path("scores.csv"));

    assertThat(run.out()).contains("Ioana Popârțac").hasLineCount(2);
    assertThat(temp.resolve("scores.csv")).content().hasLineCount(5);
  }

  @Test
  void score_idUnderAnotherName_saysHowToNameIt() throws IOException {
    String leads = tiny.write("crm.csv", "Id,country\n1,RO\n");

    CliRun run = CliRun.of("score", "-m", tiny.model(), "-l", leads);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("has no column lead_id; it has Id", "--id COLUMN");
  }

  @Test
  void score_columnThatNoFileHas_isToldWithWhatWasMeant() throws IOException {
    String leads = tiny.write("typo.csv", "lead_id,Country\n1,RO\n");

    CliRun run = CliRun.of("score", "-m", tiny.model(), "-l", leads);

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .contains("that no file of leads has: ")
        .contains("country (did you mean Country?)");
  }

  @Test
  void score_manyFilesInAnyForm_isOneSetOfLeads() throws IOException {
    String more = tiny.write("more.ndjson", "{\"lead_id\": \"5\", \"country\": \"RO\"}\n");
    String last = tiny.write("last.csv", "lead_id;country\n6;DE\n");
    CliRun run = score(more, "--leads", last);

    assertThat(run.exit()).isZero();
    assertThat(run.out().lines().map(row -> row.split(",")[0]))
        .containsExactly("lead_id", "1", "2", "3", "4", "5", "6");
  }

  @Test
  void score_standardInput_isReadOnce() throws IOException {
    String leads = Files.readString(temp.resolve("leads.csv"));
    String[] args = {"score", "-m", tiny.model(), "-l", "-", "-e", tiny.events()};

    assertThat(CliRun.of(leads, Map.of(), args).out()).isEqualTo(scoreAll().out());
    CliRun twice = CliRun.of(leads, Map.of(), "score", "-m", tiny.model(), "-l", "-", "-e", "-");
    assertThat(twice.exit()).isEqualTo(2);
    assertThat(twice.err()).contains("standard input (-) can be read once");
  }

  @ParameterizedTest
  @CsvSource({"scores.csv", "scores.csv.gz", "scores.ndjson", "scores.parquet"})
  void score_out_isWrittenAsItsNameSays(String name) throws IOException {
    CliRun run = scoreAll("--out", tiny.path(name));

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEmpty();
    String head =
        switch (name) {
          case "scores.csv" -> "lead";
          case "scores.csv.gz" -> "\u001f\u008b";
          case "scores.ndjson" -> "{\"le";
          default -> "PAR1";
        };
    byte[] bytes = Files.readAllBytes(temp.resolve(name));
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)).startsWith(head);
    assertThat(tiny.files()).noneMatch(file -> file.endsWith(".part"));
  }

  @Test
  void score_explain_addsTheProof() {
    CliRun run = scoreAll("--explain", "--format", "ndjson");

    assertThat(run.out().lines().findFirst().orElseThrow())
        .contains("\"explanation\":{\"lead_id\":\"1\"", "\"evidence\"");
  }

  @Test
  void score_strict_writesResultsAndEndsWith4() throws IOException {
    String out = tiny.path("s.csv");
    String rejects = tiny.path("r.csv");
    CliRun run = scoreAll("--strict", "--out", out, "--rejects", rejects);

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("exit code 4", "results of the other rows were written");
    assertThat(Path.of(out)).content().hasLineCount(5);
    assertThat(Files.readString(Path.of(rejects)).replace(temp + "/", ""))
        .isEqualTo(
            """
            file,line,reason,row
            events.csv,9,the time cannot be read: soon,"e7,2,page_view,soon,/pricing,"
            """);
    assertThat(score("--strict").exit()).isZero();
  }

  @Test
  void score_repeatedLead_isRejectedWithItsLine() throws IOException {
    String again = tiny.write("again.csv", "lead_id,country\n9,RO\n1,DE\n");
    CliRun run = score(again, "--rejects", tiny.path("r.csv"));

    assertThat(run.shown(temp)).contains("again.csv:3: the id was seen before");
    assertThat(temp.resolve("r.csv")).content().contains("again.csv,3,the id was seen before,1");
  }

  @Test
  void score_columnsAndId_renameWhatFilesCallOtherwise() throws IOException {
    String leads = tiny.write("crm.csv", "Id,Land,Titel\n7,RO,Director\n");
    String events = tiny.write("log.csv", "who,type,ts,path\n7,page_view,2026-06-01,/pricing\n");
    CliRun run =
        CliRun.of(
            "score",
            "-m",
            tiny.model(),
            "-l",
            leads,
            "-e",
            events,
            "--id",
            "Id",
            "--columns",
            "country=Land,job_title=Titel",
            "--columns",
            "lead_id=who,event=type,time=ts");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("7,62.5,30,A,10,2,A2,hot,,");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01, 2026-06-01T00:00:00+03:00",
    "2026-06-01 09:30, 2026-06-01T09:30:00+03:00",
    "2026-06-01T09:30Z, 2026-06-01T12:30:00+03:00",
    "2026-06-01T09:30+05:30, 2026-06-01T07:00:00+03:00",
    "1780300800, 2026-06-01T11:00:00+03:00",
    "1780300800000, 2026-06-01T11:00:00+03:00"
  })
  void score_asOf_takesEveryFormInTheModelsZone(String given, String instant) {
    assertThat(score("--as-of", given).err()).contains("as of " + instant);
  }

  @Test
  void score_withoutAsOf_isNow() {
    assertThat(score().err()).contains("4 leads scored as of 2026-06-01T15:00:00+03:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "-5000-01-01", "12026-01-01", "2026-02-30", ""})
  void score_asOfThatIsNoTime_isWrongUse(String given) {
    CliRun run = score("--as-of=" + given);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("is not a time of the years 0000 to 9999");
  }

  @Test
  void score_optionsThatContradict_areWrongUse() {
    assertThat(score("--top", "3", "--out", "-").exit()).isEqualTo(2);
    assertThat(score("--top", "3", "--explain").exit()).isEqualTo(2);
    assertThat(score("--top", "0").exit()).isEqualTo(2);
    assertThat(score("--threads", "0").exit()).isEqualTo(2);
    assertThat(score("--format", "xml").exit()).isEqualTo(2);
    assertThat(score("--columns", "a").exit()).isEqualTo(2);
  }

  @Test
  void score_outputsThatSpoilEachOther_areWrongUse() throws IOException {
    String same = tiny.path("same.csv");
    String before = Files.readString(temp.resolve("leads.csv"));

    assertThat(score("--out", same, "--rejects", same).err()).contains("cannot go to one file");
    assertThat(score("--rejects", "-").err()).contains("only one thing can go to standard output");
    assertThat(score("--top", "3", "--report", "-").exit()).isEqualTo(2);
    assertThat(score("--out", tiny.leads()).err()).contains("writing there would replace it");
    assertThat(score("--out", tiny.path("model.yaml")).exit()).isEqualTo(2);
    assertThat(temp.resolve("leads.csv")).hasContent(before);
  }

  @Test
  void score_columnThatTheModelDoesNotLookAt_isPointedOut() {
    assertThat(score("--columns", "contry=country").err())
        .startsWith("--columns: the model does not look at contry; did you mean country?\n");
  }

  @Test
  void score_accounts_areCalledSo() throws IOException {
    String model = Files.readString(temp.resolve("model.yaml"));
    String accounts = tiny.write("accounts.yaml", model + "subject: account\n");
    String file = tiny.write("accounts.csv", "account_id,country\nA1,RO\n");
    CliRun run = CliRun.of("score", "-m", accounts, "-l", file);

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("account_id,");
    assertThat(run.err()).contains("1 account scored as of ");
  }

  @Test
  void score_report_isAPage() {
    CliRun run = scoreAll("--report", tiny.path("page.html"));

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(temp.resolve("page.html"))
        .content()
        .startsWith("<!doctype html>")
        .contains("Ioana Popârțac", "A tiny model")
        .doesNotContain("http://", "https://");
  }

  @Test
  void score_modelWithErrors_showsThemAndEndsWith3() throws IOException {
    String bad = tiny.write("bad.yaml", "plumbline: 1\n");
    CliRun run = CliRun.of("score", "-m", bad, "-l", tiny.leads());

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.shown(temp)).contains("bad.yaml:1:1: error: ", "bad.yaml has 2 errors");
  }

  @Test
  void score_quiet_saysNothing() {
    assertThat(scoreAll("--quiet").err()).isEmpty();
  }

  @Test
  void explain_forAPerson_isReadable() throws IOException {
    CliRun run =
        CliRun.of(
            "explain", "-m", tiny.model(), "-l", tiny.leads(), "-e", tiny.events(), "--lead", "1");

    assertThat(run.exit()).isZero();
    Golden.check("explain", run.shown(temp));
  }

  @Test
  void explain_json_isOneObject() throws IOException {
    CliRun run =
        CliRun.of(
            "explain",
            "-m",
            tiny.model(),
            "-l",
            tiny.leads(),
            "-e",
            tiny.events(),
            "--lead",
            "2",
            "--json");

    assertThat(run.exit()).isZero();
    Golden.check("explain-json", run.shown(temp));
  }

  @Test
  void explain_unknownLead_fails() {
    CliRun run = CliRun.of("explain", "-m", tiny.model(), "-l", tiny.leads(), "--lead", "77");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.shown(temp)).contains("there is no lead 77 in leads.csv");
  }
}
