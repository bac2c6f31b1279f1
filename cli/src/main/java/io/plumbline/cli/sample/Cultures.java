package io.plumbline.cli.sample;

import io.plumbline.cli.sample.Culture.Word;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** All cultures of the sample population, read from {@code cultures.txt} beside this class. */
final class Cultures {
  private final List<Culture> all;
  private final int weight;

  private Cultures(List<Culture> all) {
    this.all = List.copyOf(all);
    this.weight = all.stream().mapToInt(Culture::weight).sum();
  }

  static Cultures load() {
    try (InputStream in = Cultures.class.getResourceAsStream("cultures.txt");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return new Cultures(read(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Culture> all() {
    return all;
  }

  /** A culture, the common ones more often. */
  Culture pick(Dice dice) {
    int place = dice.below(weight);
    for (Culture culture : all) {
      place -= culture.weight();
      if (place < 0) {
        return culture;
      }
    }
    throw new IllegalStateException("weights do not add up");
  }

  private static List<Culture> read(BufferedReader reader) throws IOException {
    List<Culture> cultures = new ArrayList<>();
    Map<String, String> section = new HashMap<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith("[")) {
        add(cultures, section);
        section.put("code", line.substring(1, line.length() - 1));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        int colon = line.indexOf(':');
        section.put(line.substring(0, colon), line.substring(colon + 1).replaceFirst("^ ", ""));
      }
    }
    add(cultures, section);
    return cultures;
  }

  private static void add(List<Culture> cultures, Map<String, String> section) {
    if (section.isEmpty()) {
      return;
    }
    Map<String, List<Word>> lists = new HashMap<>();
    section.forEach((key, value) -> lists.put(key, words(value)));
    Map<Department, String> departments = new EnumMap<>(Department.class);
    for (Word word : words(text(section, "departments"))) {
      departments.put(Department.valueOf(word.latin().toUpperCase(Locale.ROOT)), word.written());
    }
    cultures.add(
        new Culture(
            text(section, "code"),
            Integer.parseInt(text(section, "weight")),
            text(section, "country"),
            Integer.parseInt(section.getOrDefault("hours_after_utc", "0")),
            lists,
            departments));
    section.clear();
  }

  private static String text(Map<String, String> section, String key) {
    return Objects.requireNonNull(section.get(key), key);
  }

  private static List<Word> words(String value) {
    List<Word> words = new ArrayList<>();
    for (String entry : value.split("\\|", -1)) {
      int colon = entry.indexOf(':');
      if (colon > 0) {
        words.add(new Word(entry.substring(0, colon), entry.substring(colon + 1)));
      } else if (!entry.isEmpty()) {
        words.add(new Word(entry, entry));
      }
    }
    return words;
  }
}
