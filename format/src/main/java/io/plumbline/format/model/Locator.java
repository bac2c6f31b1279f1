package io.plumbline.format.model;

import io.plumbline.core.model.Issue;
import io.plumbline.format.model.Node.Field;
import io.plumbline.format.model.Node.Fields;
import io.plumbline.format.model.Node.Items;
import io.plumbline.format.model.Node.Scalar;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds where in a file the place stands that an issue's JSON pointer names. */
final class Locator {
  /** Issues with these codes are about a key; all others are about a value. */
  private static final Set<String> AT_KEY =
      Set.of(
          "bad-name",
          "bad-span",
          "band-without-matrix",
          "band-without-total",
          "falling-bound",
          "falling-count",
          "grades-without-floor",
          "last-band",
          "misplaced-key",
          "repeated-cell",
          "repeated-column",
          "repeated-name",
          "taken-name",
          "unknown-weighted-score",
          "unreachable-band",
          "unreachable-grade",
          "weight-without-maximum",
          "weights-not-round");

  private final Node root;
  private final IdentityHashMap<Fields, Map<String, Field>> keys = new IdentityHashMap<>();

  Locator(Node root) {
    this.root = root;
  }

  /** An issue with its position: of the place itself, or of the nearest one around it. */
  Finding locate(Issue issue) {
    Node node = root;
    Position position = root.start();
    String[] segments = issue.path().split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      String key = segments[i].replace("~1", "/").replace("~0", "~");
      boolean last = i == segments.length - 1;
      Optional<Node> next = Optional.empty();
      if (node instanceof Items items) {
        next = element(items, key);
      } else if (node instanceof Fields fields) {
        Optional<Field> field = Optional.ofNullable(keys(fields).get(key));
        if (field.isEmpty() && issue.code().equals("min-above-max")) {
          // The floor that stands above the ceiling is the one that goes without saying.
          field = Optional.ofNullable(keys(fields).get("max"));
        }
        next = field.map(Field::value);
        if (field.isPresent() && last && AT_KEY.contains(issue.code())) {
          return new Finding(issue, field.get().key().start());
        }
      }
      if (next.isEmpty()) {
        break;
      }
      node = next.get();
      position = node.start();
    }
    return new Finding(issue, position);
  }

  private static Optional<Node> element(Items items, String index) {
    if (!index.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    int i = Integer.parseInt(index);
    return i < items.elements().size() ? Optional.of(items.elements().get(i)) : Optional.empty();
  }

  private Map<String, Field> keys(Fields fields) {
    return keys.computeIfAbsent(
        fields,
        it -> {
          Map<String, Field> byKey = new HashMap<>();
          for (Field field : it.fields()) {
            if (field.key() instanceof Scalar key) {
              byKey.putIfAbsent(key.text(), field);
            }
          }
          return byKey;
        });
  }
}
