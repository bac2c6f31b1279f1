package io.plumbline.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {
  @Test
  void cursor_ofTheSameList_readsAsWritten() {
    List<String> parts = List.of("12.5", "", "线索 \"x\" y");

    assertThat(Cursor.read("leads", Cursor.write("leads", parts))).isEqualTo(parts);
    assertThat(Cursor.key("a", Optional.of(Cursor.ofKey("a", 77)))).hasValue(77L);
    assertThat(Cursor.key("a", Optional.empty())).isEmpty();
  }

  @Test
  void cursor_ofAnotherList_isRefused() {
    String cursor = Cursor.write("leads by total", List.of("1"));

    expectRefused("leads by name", cursor);
  }

  @Test
  void cursor_withAnyCharacterChanged_isRefused() {
    String cursor = Cursor.write("leads", List.of("12", "42"));

    for (int i = 0; i < cursor.length() - 1; i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      expectRefused("leads", cursor.substring(0, i) + other + cursor.substring(i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "not base64!", "AQAB_____w"})
  void text_thatIsNoCursor_isRefused(String text) {
    expectRefused("leads", text);
  }

  @Test
  void text_beyondTheLimit_isRefused() {
    expectRefused("leads", "A".repeat(20_000));
  }

  private static void expectRefused(String of, String text) {
    assertThatThrownBy(() -> Cursor.read(of, text))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Refusal.Code.INVALID));
  }
}
