package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SurveyTest {

  @Test
  void utf8_is_what_the_jdk_takes_for_it() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    byte[] some = "aé漢😀z\uFFFF\u0800".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      int start = random.nextInt(some.length);
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] = some[(start + k) % some.length];
      }
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
      int to = from + random.nextInt(bytes.length - from + 1);
      assertThat(Survey.firstBadUtf8(bytes, from, to) < 0)
          .as("seed %d, case %d", seed, i)
          .isEqualTo(isUtf8(bytes, from, to));
    }
  }

  private static boolean isUtf8(byte[] bytes, int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void bytes_are_found_wherever_they_stand() {
    byte[] bytes = new byte[40];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = '"';
      assertThat(Survey.find(bytes, 0, bytes.length, (byte) '"')).isEqualTo(at);
      assertThat(Survey.find(bytes, 0, at, (byte) '"')).isEqualTo(at);
      assertThat(Survey.look(bytes, 0, bytes.length)).isEqualTo(Survey.QUOTES);
      bytes[at] = (byte) 0x80;
      assertThat(Survey.look(bytes, 0, bytes.length)).isEqualTo(Survey.BEYOND_ASCII);
      bytes[at] = 0;
    }
  }
}
