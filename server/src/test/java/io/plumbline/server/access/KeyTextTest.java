package io.plumbline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.ApiKey;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyTextTest {
  private static final long SEED = 20261121;

  @ParameterizedTest
  @EnumSource
  void random_key_isWellFormed(ApiKey.Kind kind) {
    String text = KeyText.random(kind, new Random(SEED));

    assertThat(text).startsWith(kind == ApiKey.Kind.WRITE ? "plw_" : "pls_").hasSize(37);
    assertThat(KeyText.isWellFormed(text)).isTrue();
    assertThat(KeyText.random(kind, new Random(SEED + 1))).isNotEqualTo(text);
  }

  @Test
  void key_withAnyOneCharacterChanged_isNotWellFormed() {
    String text = KeyText.random(ApiKey.Kind.SECRET, new Random(SEED));
    for (int i = 4; i < text.length(); i++) {
      char other = text.charAt(i) == 'x' ? 'y' : 'x';
      assertThat(KeyText.isWellFormed(text.substring(0, i) + other + text.substring(i + 1)))
          .as("seed %d, place %d", SEED, i)
          .isFalse();
    }
  }

  @Test
  void writeKey_madeASecretKeyByItsPrefix_isNotWellFormed() {
    String text = KeyText.random(ApiKey.Kind.WRITE, new Random(SEED));

    assertThat(KeyText.isWellFormed("pls_" + text.substring(4))).isFalse();
  }

  /** Computed with zlib of Python, so that scanners can be written by it. */
  @Test
  void checksum_isTheCrc32OfEverythingBeforeIt() {
    assertThat(KeyText.isWellFormed("plw_0000000000000000000000000002cq67b")).isTrue();
  }

  @Test
  void shown_partOfAKey_isTooLittleToUse() {
    String text = KeyText.random(ApiKey.Kind.SECRET, new Random(SEED));

    assertThat(KeyText.shown(text)).isEqualTo("pls_…" + text.substring(33));
  }
}
