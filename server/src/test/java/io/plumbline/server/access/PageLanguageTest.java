package io.plumbline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PageLanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ro-RO,ro;q=0.9,en;q=0.8 | ROMANIAN",
        "zh-CN,zh;q=0.9 | SIMPLIFIED",
        "zh-TW,zh;q=0.9,en;q=0.8 | TRADITIONAL",
        "zh-HK | TRADITIONAL",
        "zh-Hans-HK | SIMPLIFIED",
        "fr,de;q=0.8,zh;q=0.5 | SIMPLIFIED",
        "de | ENGLISH",
        "'' | ENGLISH",
        ";;;=,, | ENGLISH",
      })
  void wanted_header_isTheFirstLanguageThatThereIs(String header, PageLanguage expected) {
    assertThat(PageLanguage.wanted(header)).isEqualTo(expected);
  }

  @Test
  void wanted_endlessHeader_isEnglish() {
    assertThat(PageLanguage.wanted("ro,".repeat(100))).isEqualTo(PageLanguage.ENGLISH);
  }

  @ParameterizedTest
  @EnumSource
  void texts_areThereInEachLanguage_withTheSamePlaces(PageLanguage language) {
    assertThat(language.texts().stringPropertyNames())
        .isEqualTo(PageLanguage.ENGLISH.texts().stringPropertyNames());
    for (String name : language.texts().stringPropertyNames()) {
      for (String place : new String[] {"{0}", "{1}"}) {
        assertThat(language.text(name).contains(place))
            .as("%s of %s", place, name)
            .isEqualTo(PageLanguage.ENGLISH.text(name).contains(place));
      }
    }
  }
}
