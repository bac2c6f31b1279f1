package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.format.FormatException;
import io.plumbline.format.facts.Reading.How;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of any kind give rows, rejections, or the one exception; nothing else, and no hang. */
final class FuzzTest {
  private static final int CASES = Boolean.getBoolean("long") ? 200_000 : 3_000;

  @TempDir Path folder;

  @Test
  void csv_of_any_bytes_is_read_or_refused() {
    byte[] text =
        "lead_id,event,time,a\n1,v,2026-01-02T03:04:05Z,x\n\"2\",\"v\n\"\"\",17,é\n3,w,1,\n"
            .getBytes(StandardCharsets.UTF_8);
    fuzz(How.csv("a"), text, CASES);
  }

  @Test
  void ndjson_of_any_bytes_is_read_or_refused() {
    byte[] text =
        ("{\"lead_id\":1,\"event\":\"v\",\"time\":\"2026-01-02T03:04:05Z\",\"a\":[1,\"\\u00e9\"]}\n"
                + "{\"lead_id\":\"2\",\"event\":7,\"time\":1e9,\"a\":{\"b\":[-0.1e-7]}}\n")
            .getBytes(StandardCharsets.UTF_8);
    fuzz(How.csv("a").format(FileFormat.NDJSON), text, CASES);
  }

  @Test
  void gzip_of_any_bytes_is_read_or_refused() throws IOException {
    fuzz(How.csv("a"), InputTest.gzip("lead_id,event,time,a\n1,v,1,x\n"), CASES);
  }

  @Test
  void parquet_of_any_bytes_is_read_or_refused() throws SQLException, IOException {
    How how = How.csv("a", "b").format(FileFormat.PARQUET);
    for (String options :
        new String[] {"codec snappy", "codec uncompressed", "parquet_version v2"}) {
      Path file = folder.resolve("rows.parquet");
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = connection.createStatement()) {
        statement.execute(
            "copy (select i lead_id, 'v' || i % 3 event, 1000 + i as time, [i, 2] a, i / 4 b from"
                + " range(40) t(i)) to '"
                + file
                + "' (format parquet, "
                + options
                + ")");
      }
      fuzz(how, Files.readAllBytes(file), CASES / 6);
    }
  }

  private static void fuzz(How how, byte[] seed, int cases) {
    long first = System.nanoTime();
    for (int i = 0; i < cases; i++) {
      SplittableRandom random = new SplittableRandom(first + i);
      byte[] bytes = changed(seed, random);
      Limits limits = new Limits(1 + random.nextInt(100), 60 + random.nextInt(100));
      How any = how.with(limits).threads(1 + random.nextInt(2));
      try {
        Reading reading = random.nextBoolean() ? any.leads(bytes) : any.events(bytes);
        assertThat(reading.count().rejected()).isEqualTo(reading.rejections().size());
      } catch (FormatException e) {
        assertThat(e.getMessage()).startsWith("standard input: ").doesNotContain("\n");
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + (first + i), e);
      }
    }
  }

  private static byte[] changed(byte[] seed, SplittableRandom random) {
    byte[] bytes = seed.clone();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(8) == 0 ? at + 1 : bytes.length);
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(20), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
