package io.plumbline.format.facts;

import static io.plumbline.format.facts.Survey.LONGS;

import java.util.Arrays;

/**
 * Codes of texts met before, found by their bytes without making a string. Bounded: when it is
 * full, or when hardly any text comes again, it takes no more. Not thread-safe.
 *
 * <p>Up to 16 bytes a text is its own key; longer ones are kept and compared.
 */
final class ByteDictionary {
  static final int ABSENT = -1;

  private static final int MOST_ENTRIES = 1 << 16;
  private static final int MOST_BYTES = 4 << 20;
  private static final int TRIAL_ENTRIES = 1 << 12;
  private static final int FIRST_SLOTS = 1 << 6;

  /**
   * Longs of an entry: first 8 bytes, last 8 bytes, length and code, hash and place of the text.
   */
  private static final int ENTRY = 4;

  private long[] table = new long[FIRST_SLOTS * ENTRY];
  private int mask = FIRST_SLOTS - 1;
  private byte[] texts = {};
  private int textsEnd = 1;
  private int size;
  private long hits;

  private long first;
  private long last;
  private int hash;

  /** Forgets all. */
  void clear() {
    if (size > 0) {
      if (mask >= 1 << 10) {
        table = new long[FIRST_SLOTS * ENTRY];
        mask = FIRST_SLOTS - 1;
      } else {
        Arrays.fill(table, 0);
      }
    }
    size = 0;
    hits = 0;
    textsEnd = 1;
  }

  /**
   * The code of a text, or {@link #ABSENT}; behind the text there are at least 8 more bytes in the
   * array.
   */
  int find(byte[] b, int from, int to) {
    int length = to - from;
    key(b, from, length);
    final long[] t = table;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int at = slot * ENTRY;
      long lengthAndCode = t[at + 2];
      if (lengthAndCode == 0) {
        return ABSENT;
      }
      if (t[at] == first
          && t[at + 1] == last
          && (int) (lengthAndCode >>> 32) == length
          && (length <= 16 || sameText(t[at + 3], b, from, to))) {
        hits++;
        return (int) lengthAndCode - 1;
      }
    }
  }

  /** Keeps the code, 0 or more, of the text that {@link #find} did not find just now, if it can. */
  void put(byte[] b, int from, int to, int code) {
    int length = to - from;
    boolean rare = size >= TRIAL_ENTRIES && hits < 2L * size;
    if (rare || size >= MOST_ENTRIES || textsEnd + (long) length > MOST_BYTES) {
      return;
    }
    if (size * 2 > mask) {
      grow();
    }
    int place = 0;
    if (length > 16) {
      place = textsEnd;
      if (texts.length < textsEnd + length) {
        texts = Arrays.copyOf(texts, Math.max(2 * texts.length, textsEnd + length + 256));
      }
      System.arraycopy(b, from, texts, place, length);
      textsEnd += length;
    }
    long hashAndPlace = ((long) hash << 32) | place;
    insert(first, last, ((long) length << 32) | (code + 1), hashAndPlace);
    size++;
  }

  private void key(byte[] b, int from, int length) {
    long head = (long) LONGS.get(b, from);
    if (length >= 8) {
      first = head;
      last = length == 8 ? 0 : (long) LONGS.get(b, from + length - 8);
    } else {
      first = length == 0 ? 0 : head & (-1L >>> (64 - 8 * length));
      last = 0;
    }
    long h = (first * 0x9E3779B97F4A7C15L) ^ Long.rotateLeft(last * 0xC2B2AE3D27D4EB4FL, 29);
    h += length;
    for (int i = 8; i + 8 < length; i += 8) {
      h = (h ^ (long) LONGS.get(b, from + i)) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 29;
    }
    h ^= h >>> 32;
    hash = (int) ((h * 0xD6E8FEB86659FD93L) >>> 32);
  }

  private boolean sameText(long hashAndPlace, byte[] b, int from, int to) {
    int place = (int) hashAndPlace;
    return (int) (hashAndPlace >>> 32) == hash
        && Arrays.equals(texts, place, place + to - from, b, from, to);
  }

  private void insert(long newFirst, long newLast, long lengthAndCode, long hashAndPlace) {
    int slot = (int) (hashAndPlace >>> 32) & mask;
    while (table[slot * ENTRY + 2] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot * ENTRY] = newFirst;
    table[slot * ENTRY + 1] = newLast;
    table[slot * ENTRY + 2] = lengthAndCode;
    table[slot * ENTRY + 3] = hashAndPlace;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    mask = mask * 2 + 1;
    for (int at = 0; at < old.length; at += ENTRY) {
      if (old[at + 2] != 0) {
        insert(old[at], old[at + 1], old[at + 2], old[at + 3]);
      }
    }
  }
}
