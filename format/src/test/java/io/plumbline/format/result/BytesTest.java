package io.plumbline.format.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Points;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BytesTest {
  @Test
  void thousandths_show_up_to_three_decimals_without_trailing_zeros() throws IOException {
    assertThat(written(0)).isEqualTo("0");
    assertThat(written(12_000)).isEqualTo("12");
    assertThat(written(12_500)).isEqualTo("12.5");
    assertThat(written(1)).isEqualTo("0.001");
    assertThat(written(-10)).isEqualTo("-0.01");
    assertThat(written(Long.MAX_VALUE)).isEqualTo("9223372036854775.807");
    assertThat(written(Long.MIN_VALUE)).isEqualTo("-9223372036854775.808");
  }

  @Test
  void any_number_is_written_as_points_are() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100_000; round++) {
      long number = random.nextLong() >> random.nextInt(64);
      assertThat(written(number))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(new Points(number).toString());
    }
  }

  @Test
  void bytes_grow_as_they_must() throws IOException {
    Bytes bytes = new Bytes(30);
    byte[] piece = "0123456789".repeat(1000).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 100; i++) {
      bytes.put(piece);
      bytes.put('\n');
    }
    assertThat(bytes.size()).isEqualTo(100 * 10_001);
  }

  private static String written(long thousandths) throws IOException {
    Bytes bytes = new Bytes(30);
    bytes.putThousandths(thousandths);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bytes.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
