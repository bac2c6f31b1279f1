package io.plumbline.server.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** The languages of the pages. */
@SuppressWarnings("ImmutableEnumChecker") // The texts are read once and never changed.
enum PageLanguage {
  ENGLISH("en", "English"),
  SIMPLIFIED("zh-Hans", "简体中文"),
  TRADITIONAL("zh-Hant", "繁體中文"),
  ROMANIAN("ro", "Română");

  private static final int LONGEST_HEADER = 200;

  private final String tag;
  private final String ownName;
  private final Properties texts;

  PageLanguage(String tag, String ownName) {
    this.tag = tag;
    this.ownName = ownName;
    texts = read("pages_" + tag + ".properties");
  }

  private static Properties read(String file) {
    Properties texts = new Properties();
    try (InputStream in = PageLanguage.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + file);
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  String tag() {
    return tag;
  }

  String ownName() {
    return ownName;
  }

  /** A text, its {@code {0}}, {@code {1}} ... replaced. */
  String text(String name, Object... values) {
    String text = texts.getProperty(name);
    if (text == null) {
      throw new IllegalArgumentException("there is no text " + name + " in " + tag);
    }
    String filled = text;
    for (int i = 0; i < values.length; i++) {
      filled = filled.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return filled;
  }

  Properties texts() {
    return texts;
  }

  /** The language of a tag as {@link #tag} gives it. */
  static Optional<PageLanguage> ofTag(String tag) {
    for (PageLanguage language : values()) {
      if (language.tag.equals(tag)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /** The language that a browser asks for before all others that there are; English for none. */
  static PageLanguage wanted(String acceptLanguage) {
    if (acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST_HEADER) {
      return ENGLISH;
    }
    List<Locale.LanguageRange> ranges;
    try {
      ranges = Locale.LanguageRange.parse(acceptLanguage);
    } catch (IllegalArgumentException unreadable) {
      return ENGLISH;
    }
    return ranges.stream()
        .flatMap(range -> ofRange(range.getRange()).stream())
        .findFirst()
        .orElse(ENGLISH);
  }

  private static Optional<PageLanguage> ofRange(String range) {
    Locale locale = Locale.forLanguageTag(range);
    return switch (locale.getLanguage()) {
      case "en" -> Optional.of(ENGLISH);
      case "ro" -> Optional.of(ROMANIAN);
      case "zh" -> Optional.of(isTraditional(locale) ? TRADITIONAL : SIMPLIFIED);
      default -> Optional.empty();
    };
  }

  private static boolean isTraditional(Locale locale) {
    String script = locale.getScript();
    return script.isEmpty()
        ? List.of("TW", "HK", "MO").contains(locale.getCountry())
        : script.equals("Hant");
  }
}
