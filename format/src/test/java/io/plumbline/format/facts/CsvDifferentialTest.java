package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The scanner reads CSV as FastCSV does, wherever chunks end and whatever the threads do. */
final class CsvDifferentialTest {
  private static final int CASES = Boolean.getBoolean("long") ? 200_000 : 4_000;
  private static final String[] PIECES = {
    "a", "b", "7", " ", "é", "漢", "😀", "\"\"", "-", "!", "longer text here", "'", "\u0000", "+"
  };

  @Test
  void random_csv_reads_as_fastcsv_reads_it() {
    long first = System.nanoTime();
    for (int i = 0; i < CASES; i++) {
      long seed = first + i;
      SplittableRandom random = new SplittableRandom(seed);
      char separator = ",;\t".charAt(random.nextInt(3));
      int columns = 2 + random.nextInt(4);
      String text = csv(random, separator, columns);
      assertThat(ours(text, random, columns))
          .as("seed %d: %s", seed, text)
          .isEqualTo(expected(text, separator, columns));
    }
  }

  @Test
  void bytes_at_random_read_the_same_wherever_chunks_end() {
    long first = System.nanoTime();
    for (int i = 0; i < CASES; i++) {
      long seed = first + i;
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder("lead_id,c1,c2\n");
      for (int k = random.nextInt(60); k > 0; k--) {
        text.append("ab,,\"\"\n\r \u00e9".charAt(random.nextInt(10)));
      }
      Limits limits = new Limits(1 << 12, 40);
      Reading whole = read(text.toString(), new Limits(1 << 12, 40), 1);
      Limits small = new Limits(1 + random.nextInt(20), limits.rowBytes());
      assertThat(read(text.toString(), small, 1 + random.nextInt(4)))
          .as("seed %d: %s", seed, text)
          .isEqualTo(whole);
    }
  }

  private static Reading read(String text, Limits limits, int threads) {
    try {
      return Reading.How.csv("c1", "c2").with(limits).threads(threads).leads(text);
    } catch (io.plumbline.format.FormatException e) {
      // A quote that stays open too long; other rows may or may not have been read before.
      return new Reading(
          List.of(),
          List.of(),
          List.of(),
          List.of(new Place(e.getMessage(), 0)),
          new ReadCount(0, 0, 0));
    }
  }

  private static String csv(SplittableRandom random, char separator, int columns) {
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
    String end = random.nextBoolean() ? "\n" : random.nextBoolean() ? "\r\n" : "\r";
    text.append("lead_id");
    for (int c = 1; c < columns; c++) {
      text.append(separator).append(c == 2 ? "\"c2\"" : "c" + c);
    }
    text.append(end);
    for (int rows = random.nextInt(12); rows > 0; rows--) {
      int cells = random.nextInt(8) == 0 ? random.nextInt(7) : columns;
      for (int c = 0; c < cells; c++) {
        text.append(c == 0 ? "" : separator).append(cell(random, separator));
      }
      text.append(random.nextInt(10) == 0 ? end : "").append(rows > 1 ? end : "");
    }
    return text.append(random.nextBoolean() ? end : "").toString();
  }

  private static String cell(SplittableRandom random, char separator) {
    StringBuilder cell = new StringBuilder();
    boolean quoted = random.nextInt(3) == 0;
    for (int n = random.nextInt(4); n > 0; n--) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      if (quoted && random.nextInt(3) == 0) {
        piece = List.of("\n", "\r\n", "" + separator, ",", "\r").get(random.nextInt(5));
      }
      cell.append(piece);
    }
    if (quoted) {
      return "\"" + cell + "\"";
    }
    // Quotes within a cell that does not begin with one are part of its text.
    return cell.length() > 0 && cell.charAt(0) == '"' ? "x" + cell : cell.toString();
  }

  private record Read(String id, Map<String, Value> attributes, long line) {}

  private static List<Read> ours(String text, SplittableRandom random, int columns) {
    String[] names = new String[columns - 1];
    for (int c = 1; c < columns; c++) {
      names[c - 1] = "c" + c;
    }
    Limits limits = new Limits(1 + random.nextInt(random.nextBoolean() ? 8 : 300), 1 << 12);
    Reading reading =
        Reading.How.csv(names).with(limits).threads(1 + random.nextInt(4)).leads(text);
    List<Read> rows = new ArrayList<>();
    for (int i = 0; i < reading.leads().size(); i++) {
      RecordingIntake.Lead lead = reading.leads().get(i);
      rows.add(new Read(lead.id(), lead.attributes(), reading.leadPlaces().get(i).line()));
    }
    return rows;
  }

  private static List<Read> expected(String text, char separator, int columns) {
    List<Read> rows = new ArrayList<>();
    boolean header = true;
    for (CsvRecord row :
        CsvReader.builder()
            .fieldSeparator(separator)
            .detectBomHeader(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      List<String> cells = row.getFields();
      if (!header && cells.size() == columns && !NormalText.isBlank(cells.get(0))) {
        Map<String, Value> attributes = new TreeMap<>();
        for (int c = 1; c < columns; c++) {
          String name = "c" + c;
          Value.ofText(cells.get(c)).ifPresent(value -> attributes.put(name, value));
        }
        rows.add(new Read(cells.get(0), attributes, row.getStartingLineNumber()));
      }
      header = false;
    }
    return rows;
  }
}
