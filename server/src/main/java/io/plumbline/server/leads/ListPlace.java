package io.plumbline.server.leads;

import io.plumbline.core.fact.Value;
import io.plumbline.server.api.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in a list: the keys of the subject that stands there. It means the same when the subject
 * has moved on or the server has been started anew.
 *
 * @param ranks of each key
 * @param values of those keys whose ranks are not exact
 */
record ListPlace(List<Long> ranks, List<Optional<Value>> values, String id) {
  ListPlace {
    ranks = List.copyOf(ranks);
    values = List.copyOf(values);
  }

  String cursor(String of) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < ranks.size(); i++) {
      parts.add(Long.toString(ranks.get(i)));
      parts.add(values.get(i).map(ListPlace::text).orElse(""));
    }
    parts.add(id);
    return Cursor.write(of, parts);
  }

  private static String text(Value value) {
    return new String(ValueCode.encode(ValueCode.first(value)), StandardCharsets.UTF_8);
  }

  static ListPlace of(String of, String cursor, int keys) {
    List<String> parts = Cursor.read(of, cursor);
    if (parts.size() != 2 * keys + 1) {
      throw Cursor.refusal();
    }
    List<Long> ranks = new ArrayList<>();
    List<Optional<Value>> values = new ArrayList<>();
    try {
      for (int i = 0; i < keys; i++) {
        ranks.add(Long.parseLong(parts.get(2 * i)));
        byte[] value = parts.get(2 * i + 1).getBytes(StandardCharsets.UTF_8);
        values.add(
            value.length == 0
                ? Optional.empty()
                : Optional.of(ValueCode.decode(value, 0, value.length)));
      }
    } catch (RuntimeException bad) {
      throw Cursor.refusal();
    }
    return new ListPlace(ranks, values, parts.get(2 * keys));
  }
}
