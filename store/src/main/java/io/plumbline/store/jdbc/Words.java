package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Texts that stand in very many rows and their numbers, shared by all sessions of a store. A text
 * that the open transaction has added is known to its session only until it is committed.
 */
final class Words {
  /** As many are remembered; senders decide how many types of events there are. */
  private static final int MOST_REMEMBERED = 100_000;

  private static final String KEYS = "word";

  private final Map<Integer, String> texts = new ConcurrentHashMap<>();
  private final Map<Word, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<Word, Integer> added = new ConcurrentHashMap<>();

  /** What a text is used for. */
  enum Kind {
    EVENT_TYPE(1),
    SOURCE(2),
    SCORE(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  int number(Session session, Kind kind, String text) {
    Word word = new Word(kind, text);
    Integer known = numbers.get(word);
    if (known == null) {
      known = added.get(word);
    }
    if (known != null) {
      return known;
    }
    Optional<Integer> stored = find(session, kind, text);
    if (stored.isPresent()) {
      remember(word, stored.get());
      return stored.get();
    }
    return add(session, word);
  }

  /** The number of a text that has one. */
  static Optional<Integer> find(Session session, Kind kind, String text) {
    return session.first(
        "SELECT key FROM word WHERE kind = ? AND text = ?",
        p -> p.number(kind.code).text(text),
        row -> (int) row.number());
  }

  private int add(Session session, Word word) {
    int number = (int) session.nextKey(KEYS);
    session.update(
        "INSERT INTO word (key, kind, text) VALUES (?, ?, ?)",
        p -> p.number(number).number(word.kind.code).text(word.text));
    added.put(word, number);
    return number;
  }

  String text(Session session, int number) {
    String known = texts.get(number);
    return known != null ? known : load(session, number);
  }

  private String load(Session session, int number) {
    String text =
        session
            .first("SELECT text FROM word WHERE key = ?", p -> p.number(number), Row::text)
            .orElseThrow(
                () ->
                    new StoreException(
                        StoreException.Code.BROKEN, "the store has no word " + number));
    if (added.isEmpty()) {
      texts.put(number, text);
    }
    return text;
  }

  /** All texts of a kind. */
  static List<String> all(Session session, Kind kind) {
    return session.list(
        "SELECT text FROM word WHERE kind = ?", p -> p.number(kind.code), Row::text);
  }

  /** The transaction that added words is committed. */
  void committed() {
    added.forEach(this::remember);
    added.clear();
  }

  /** The transaction that added words is rolled back. */
  void rolledBack() {
    added.clear();
  }

  private void remember(Word word, int number) {
    if (texts.size() >= MOST_REMEMBERED) {
      texts.clear();
      numbers.clear();
    }
    numbers.put(word, number);
    texts.put(number, word.text);
  }

  private record Word(Kind kind, String text) {}
}
