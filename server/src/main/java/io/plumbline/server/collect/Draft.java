package io.plumbline.server.collect;

import io.plumbline.core.fact.Value;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call as it was sent, before anybody has judged it: its texts, its sections, and what was
 * wrong with it first. Filled by {@link DraftReader}; not thread-safe.
 */
final class Draft {
  private final String path;
  private final Map<String, String> texts = new HashMap<>(32);
  private final Map<String, String> strange = new HashMap<>(2);
  private final Map<Section, Map<String, Optional<Value>>> sections = new EnumMap<>(Section.class);
  private Optional<Unacceptable> mistake = Optional.empty();
  private int from;
  private int to;
  private int contextFrom;
  private int contextTo;

  /**
   * An empty draft.
   *
   * @param path where it stands in the body, as JSON path
   */
  Draft(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  String path(String field) {
    return path + "." + field;
  }

  /** The first byte of the call in the body. */
  int from() {
    return from;
  }

  /** The byte behind the call's last one. */
  int to() {
    return to;
  }

  void standsAt(int first, int behind) {
    from = first;
    to = behind;
  }

  /** The first byte of the call's context, or 0 where it has none. */
  int contextFrom() {
    return contextFrom;
  }

  /** The byte behind the last one of the call's context. */
  int contextTo() {
    return contextTo;
  }

  void contextStandsAt(int first, int behind) {
    contextFrom = first;
    contextTo = behind;
  }

  void put(String name, String text) {
    texts.put(name, CleanText.of(text));
  }

  /** Notes that a field held something that is no text. */
  void putStrange(String name, String found) {
    strange.put(name, found);
  }

  void refuse(Unacceptable reason) {
    if (mistake.isEmpty()) {
      mistake = Optional.of(reason);
    }
  }

  Optional<Unacceptable> mistake() {
    return mistake;
  }

  /** The values of a section to be added to, in the order written. */
  Map<String, Optional<Value>> open(Section section) {
    return sections.computeIfAbsent(section, none -> new LinkedHashMap<>());
  }

  /** The values of a section by dotted name; an unknown one is said to be unknown. */
  Map<String, Optional<Value>> section(Section section) {
    return sections.getOrDefault(section, Map.of());
  }

  /** The text of a field; one that is absent, null or blank is not there. */
  Optional<String> text(String name) {
    String found = strange.get(name);
    if (found != null) {
      throw new Unacceptable("wrong_type", path(name), "found " + found + ", expected text");
    }
    String text = texts.get(name);
    return text == null || CleanText.isBlank(text) ? Optional.empty() : Optional.of(text);
  }

  /** The text of a field; one of any other type is not there. */
  Optional<String> plain(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** The text of a field that may not be longer than a number of characters. */
  Optional<String> text(String name, int most) {
    Optional<String> text = text(name);
    if (text.isPresent() && text.get().length() > most) {
      throw new Unacceptable(
          "too_long",
          path(name),
          "found " + text.get().length() + " characters, expected at most " + most);
    }
    return text;
  }

  /** The text of a field that has to be there. */
  String needed(String name, int most) {
    return text(name, most)
        .orElseThrow(
            () -> new Unacceptable("missing_field", path(name), "found nothing, expected text"));
  }

  /** Whether a field is there at all, be it of the wrong type. */
  boolean has(String name) {
    return texts.containsKey(name) || strange.containsKey(name);
  }
}
