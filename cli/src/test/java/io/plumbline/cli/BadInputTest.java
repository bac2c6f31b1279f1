package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is given, there is a clear message and the right exit code, and no half-written file.
 */
class BadInputTest {
  @TempDir Path temp;
  private Tiny tiny = new Tiny(Path.of(""));
  private String out = "";

  @BeforeEach
  void copy() throws IOException {
    tiny = Tiny.in(temp);
    out = tiny.path("out.csv");
  }

  @AfterEach
  void nothingUnfinishedIsLeft() throws IOException {
    assertThat(tiny.files()).noneMatch(file -> file.endsWith(".part"));
  }

  private CliRun score(String leads, String... more) {
    String[] args = {"score", "-m", tiny.model(), "-o", out, "-l", leads};
    return CliRun.of(ScoreCommandTest.concat(args, more));
  }

  private void assertRefused(CliRun run, int exit, String message) {
    assertThat(run.exit()).as(run.err()).isEqualTo(exit);
    assertThat(run.err()).contains(message).doesNotContain("\tat ", "defect");
    assertThat(run.out()).isEmpty();
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void leads_randomBytes_areRefused() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 30; i++) {
      byte[] bytes = new byte[random.nextInt(5000)];
      random.nextBytes(bytes);
      Files.write(temp.resolve("random.csv"), bytes);
      CliRun run = score(tiny.path("random.csv"));

      assertThat(run.exit()).as("file %d: %s", i, run.err()).isEqualTo(1);
      assertThat(run.err()).startsWith("plumbline: ").doesNotContain("\tat ", "defect");
      assertThat(Path.of(out)).doesNotExist();
    }
  }

  @Test
  void leads_truncatedGzip_areRefused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      Random random = new Random(2);
      gzip.write("lead_id\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 20_000; i++) {
        gzip.write((random.nextLong() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = packed.toByteArray();
    Path file = temp.resolve("cut.csv.gz");
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertRefused(score(file.toString()), 1, "cut.csv.gz: the compressed data is cut off");
  }

  @Test
  void leads_emptyFile_folderOrNothing_areRefused() throws IOException {
    assertRefused(score(tiny.write("empty.csv", "")), 1, "is empty, it has no header row");
    assertRefused(score(temp.toString()), 1, "is a directory, not a file");
    assertRefused(score(tiny.path("nowhere.csv")), 1, "nowhere.csv: there is no such file");
    assertRefused(score("a\0b.csv"), 1, "is not a file name");
  }

  @Test
  void leads_repeatedOrBlankHeaders_areRefused() throws IOException {
    assertRefused(score(tiny.write("twice.csv", "lead_id,a,a\n1,2,3\n")), 1, "a");
    assertRefused(score(tiny.write("blank.csv", "lead_id,,a\n1,2,3\n")), 1, "blank");
    assertRefused(score(tiny.write("none.csv", "id,a\n1,2\n")), 1, "lead_id");
  }

  @Test
  void leads_tooManyColumns_areRefused() throws IOException {
    String names = columns(10_001);
    assertRefused(score(tiny.write("wide.csv", names + "\n")), 1, "at most 10000 can be read");
    String row = "1" + ",x".repeat(9_999);
    assertThat(score(tiny.write("w.csv", columns(10_000) + "\n" + row + "\n")).exit()).isZero();
  }

  private static String columns(int count) {
    return IntStream.range(1, count)
        .mapToObj(i -> "c" + i)
        .collect(Collectors.joining(",", "lead_id,", ""));
  }

  @Test
  void leads_lineOfAGibibyte_isRejectedAndTheRestScored() throws IOException {
    try (InputStream lines = new HugeLine("lead_id,country\n1,RO\n2,", 1L << 30, "\n3,DE\n")) {
      CliRun run = CliRun.of(lines, Map.of(), "score", "-m", tiny.model(), "-o", out, "-l", "-");

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.err()).contains("2 leads scored", "1 row rejected:", "standard input:3: ");
    }
  }

  /** A line too long for memory, between two texts. */
  private static final class HugeLine extends InputStream {
    private final byte[] before;
    private final byte[] after;
    private final long length;
    private long at;

    HugeLine(String before, long middle, String after) {
      this.before = before.getBytes(StandardCharsets.UTF_8);
      this.after = after.getBytes(StandardCharsets.UTF_8);
      this.length = this.before.length + middle + this.after.length;
    }

    @Override
    public int read() {
      if (at >= length) {
        return -1;
      }
      long here = at++;
      if (here < before.length) {
        return before[(int) here];
      }
      long tail = here - (length - after.length);
      return tail >= 0 ? after[(int) tail] : 'x';
    }

    @Override
    public int read(byte[] bytes, int from, int count) {
      if (at >= length) {
        return -1;
      }
      int done = 0;
      long middleEnd = length - after.length;
      while (done < count && at < length) {
        if (at >= before.length && at < middleEnd) {
          int run = (int) Math.min(count - done, middleEnd - at);
          java.util.Arrays.fill(bytes, from + done, from + done + run, (byte) 'x');
          at += run;
          done += run;
        } else {
          bytes[from + done++] = (byte) read();
        }
      }
      return done;
    }
  }

  @Test
  void leads_numbersOf400Digits_areOrdinaryText() throws IOException {
    String huge = tiny.write("huge.csv", "lead_id,country\n1," + "9".repeat(400) + "\n");

    assertThat(score(huge).exit()).isZero();
  }

  @Test
  void events_datesLongBeforeOrAfter_areRejected() throws IOException {
    String events =
        tiny.write(
            "old.csv",
            "lead_id,event,time\n1,form_submit,-5000-01-01\n1,form_submit,99999-01-01\n");
    CliRun run = score(tiny.leads(), "-e", events);

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("2 rows rejected:", "old.csv:2: the time cannot be read");
  }

  @Test
  void asOf_farFuture_isScored() {
    CliRun run = score(tiny.leads(), "-e", tiny.events(), "--as-of", "9999-12-31T23:59:59Z");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Path.of(out)).content().contains("1,", ",cold,");
  }

  @Test
  void model_deepOrExplodingYaml_isRefused() throws IOException {
    assertModelErrors("[".repeat(100_000), "more than 100 levels");
    assertModelErrors("a: ".repeat(50_000), "error");
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertModelErrors(bomb.toString(), "anchor");
    assertModelErrors("plumbline: 1\n".repeat(400_000), "at most 4194304 bytes");
    assertModelErrors("", "an empty file");
    assertModelErrors("plumbline: " + "9".repeat(400), "error");
  }

  private void assertModelErrors(String text, String message) throws IOException {
    String model = tiny.write("bad.yaml", text);
    CliRun run = CliRun.of("check", model);

    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.out()).contains(message);
    assertThat(CliRun.of("score", "-m", model, "-l", tiny.leads()).exit()).isEqualTo(3);
  }

  @Test
  void model_of5000Rules_isScoredAndExplained() throws IOException {
    StringBuilder model = new StringBuilder("plumbline: 1\nmodel: big\nscores:\n  s:\n");
    model.append("    groups:\n      g:\n        rules:\n");
    for (int i = 0; i < 5000; i++) {
      model.append("          - {id: r%d, if: {c%d: x}, points: 1}\n".formatted(i, i % 100));
    }
    String big = tiny.write("big.yaml", model.toString());

    assertThat(CliRun.of("check", big).exit()).isZero();
    CliRun run = CliRun.of("score", "-m", big, "-l", tiny.leads(), "--explain");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).hasLineCount(5);
  }

  @Test
  void out_thatCannotBeWritten_isToldBeforeAnythingIsRead() {
    out = tiny.path("no/such/folder.csv");
    assertRefused(score(tiny.path("nowhere.csv")), 1, "its folder does not exist");
    CliRun run = CliRun.of("score", "-m", tiny.model(), "-o", tiny.model(), "-l", tiny.leads());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("it is a folder");
  }

  @Test
  void out_onAFullDisk_fails() {
    assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
    CliRun run = CliRun.of("score", "-m", tiny.model(), "-l", tiny.leads(), "-o", "/dev/full");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("cannot write /dev/full: no space left on the disk");
  }

  @Test
  void failure_keepsWhatStoodUnderTheName() throws IOException {
    Files.writeString(Path.of(out), "yesterday");
    CliRun run = score(tiny.path("nowhere.csv"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(Path.of(out)).hasContent("yesterday");
  }

  @Test
  void unexpectedFailure_isOneLineAndASavedTrace() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("broken on purpose");
          }
        };
    CliRun run = CliRun.of(broken, Map.of(), "score", "-m", tiny.model(), "-l", "-");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith("plumbline: this is a defect of Plumbline ").hasLineCount(1);
    Path trace = Path.of(run.err().strip().replaceAll(".* is in ", ""));
    assertThat(trace).content().contains("broken on purpose", "\tat ");
    Files.delete(trace);
    CliRun verbose =
        CliRun.of(broken, Map.of(), "score", "-m", tiny.model(), "-l", "-", "--verbose");
    assertThat(verbose.err()).contains("broken on purpose", "the full trace is above");
  }
}
