package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.IsoTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Times read from bytes are those that core reads from text. */
final class TimeCellsTest {
  private static final int CASES = Boolean.getBoolean("long") ? 20_000_000 : 300_000;
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Bucharest", "America/New_York", "Pacific/Apia", "Asia/Kolkata");

  @Test
  void any_text_reads_as_core_reads_it() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    TimeCells[] cells =
        ZONES.stream().map(z -> new TimeCells(ZoneId.of(z))).toArray(TimeCells[]::new);
    for (int i = 0; i < CASES; i++) {
      int zone = random.nextInt(ZONES.size());
      String text = time(random);
      assertThat(read(cells[zone], text))
          .as("seed %d: %s in %s", seed, text, ZONES.get(zone))
          .isEqualTo(IsoTime.instant(text, ZoneId.of(ZONES.get(zone))));
    }
  }

  private static Optional<Instant> read(TimeCells cells, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(bytes, bytes.length + Limits.PADDING);
    return cells.read(padded, 0, bytes.length)
        ? Optional.of(Instant.ofEpochSecond(cells.epochSecond, cells.nano))
        : Optional.empty();
  }

  private static String time(SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      long number = random.nextLong() >>> random.nextInt(64);
      return (random.nextInt(9) == 0 ? "-" : "") + Long.toUnsignedString(number);
    }
    LocalDateTime at =
        LocalDateTime.of(1850, 1, 1, 0, 0).plusMinutes(random.nextInt(220 * 365 * 1440));
    if (random.nextInt(3) == 0) {
      // Around the changes of the clock of the last years.
      at =
          LocalDateTime.of(2011 + random.nextInt(14), 1, 1, 0, 0)
              .plusMinutes(random.nextInt(525_600));
    }
    if (random.nextInt(20) == 0) {
      at = at.withYear(random.nextInt(10_000));
    }
    StringBuilder text = new StringBuilder(at.toString());
    if (random.nextInt(3) == 0) {
      text.append(":%02d".formatted(random.nextInt(62)));
      if (random.nextBoolean()) {
        text.append('.')
            .append(Long.toString(random.nextLong() >>> 1).substring(0, 1 + random.nextInt(10)));
      }
    }
    if (random.nextInt(5) == 0) {
      text.setLength(10);
    } else if (random.nextBoolean()) {
      text.append(
          List.of("Z", "+02", "-05:30", "+18:00", "+18:01", "-0530", "z", "+5")
              .get(random.nextInt(8)));
    }
    for (int changes = random.nextInt(8) - 5; changes > 0; changes--) {
      text.setCharAt(random.nextInt(text.length()), "0123456789-:T Z+.".charAt(random.nextInt(17)));
    }
    return random.nextInt(20) == 0 ? " " + text : text.toString();
  }
}
