package io.plumbline.format.model;

import io.plumbline.core.model.Pointer;
import io.plumbline.core.model.Spelling;
import io.plumbline.format.model.CoreSchema.Kind;
import io.plumbline.format.model.Node.Broken;
import io.plumbline.format.model.Node.Field;
import io.plumbline.format.model.Node.Fields;
import io.plumbline.format.model.Node.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map of a file: its keys in order, repeated and unreadable ones reported and left out. */
final class FieldMap {
  /** A key with its position, and its value. */
  record Entry(String key, Position at, Place value) {}

  private final Place place;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private boolean hasLostKeys;

  FieldMap(Place place, Fields fields) {
    this.place = place;
    for (Field field : fields.fields()) {
      add(field);
    }
  }

  private void add(Field field) {
    Position at = field.key().start();
    if (!(field.key() instanceof Scalar key)) {
      hasLostKeys = true;
      if (!(field.key() instanceof Broken)) {
        String found = Words.found(field.key()) + " as a key";
        place.findings().error("bad-key", place.path() + "/?", at, found, "a text");
      }
      return;
    }
    String path = Pointer.to(place.path(), key.text());
    if (key.plain() && key.text().equals("<<")) {
      hasLostKeys = true;
      String expected = "the keys themselves";
      place.findings().error("merge-key", path, at, "a merge key", expected);
    } else if (CoreSchema.kind(key) == Kind.NULL) {
      hasLostKeys = true;
      place.findings().error("bad-key", path, at, "nothing as a key", "a text");
    } else if (entries.containsKey(key.text())) {
      Entry first = entries.get(key.text());
      String found = "the key " + Words.quoted(key.text()) + " again";
      String expected = "each key once; the first is in line " + first.at().line();
      place.findings().error("repeated-key", path, at, found, expected);
    } else {
      Place value = new Place(field.value(), path, place.findings());
      entries.put(key.text(), new Entry(key.text(), at, value));
    }
  }

  Place place() {
    return place;
  }

  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Reports the keys that do not belong here. */
  FieldMap allow(Collection<String> known) {
    for (Entry entry : entries.values()) {
      if (!known.contains(entry.key())) {
        error(entry, "unknown-key", "the unknown key " + Words.quoted(entry.key()), known);
      }
    }
    return this;
  }

  /** Reports keys that belong elsewhere. */
  void refuse(Collection<String> keys, String where, String expected) {
    for (Entry entry : entries.values()) {
      if (keys.contains(entry.key())) {
        String found = entry.key() + " " + where;
        Findings findings = place.findings();
        findings.error("misplaced-key", entry.value().path(), entry.at(), found, expected);
      }
    }
  }

  private void error(Entry entry, String code, String found, Collection<String> known) {
    Findings findings = place.findings();
    String expected = Words.oneOf(known, entry.key());
    findings.error(code, entry.value().path(), entry.at(), found, expected);
    Spelling.nearest(entry.key(), known)
        .filter(meant -> !has(meant))
        .ifPresent(meant -> findings.unread(Pointer.to(place.path(), meant)));
  }

  /** The value of a key that may be missing. */
  Optional<Place> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** The value of a key that must be there. */
  Optional<Place> require(String key, String what) {
    Optional<Place> value = get(key);
    if (value.isEmpty()) {
      missing(key, what + " without " + key, "the key " + key);
    }
    return value;
  }

  /** The only key of some of which exactly one must be there; the first where there are more. */
  Optional<String> exactlyOne(List<String> keys, String what) {
    List<Entry> there = new ArrayList<>();
    entries.values().stream().filter(it -> keys.contains(it.key())).forEach(there::add);
    String expected = "exactly one of " + String.join(", ", keys);
    if (there.isEmpty()) {
      missing(keys.get(0), what + " without " + String.join(", ", keys), expected);
      return Optional.empty();
    }
    for (Entry second : there.subList(1, there.size())) {
      String found = second.key() + " beside " + there.get(0).key();
      Findings findings = place.findings();
      findings.error("misplaced-key", second.value().path(), second.at(), found, expected);
    }
    return Optional.of(there.get(0).key());
  }

  /** Reports a key that is not there, at the map. */
  void missing(String key, String found, String expected) {
    String path = Pointer.to(place.path(), key);
    if (!hasLostKeys) {
      place.findings().error("missing-key", path, place.position(), found, expected);
    }
    place.findings().unread(path);
  }
}
