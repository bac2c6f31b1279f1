package io.plumbline.server.leads;

import io.plumbline.core.fact.Value;
import java.util.Arrays;

/**
 * The distinct values of one attribute, each with a number from 1 that stays. Values are only
 * added. One writer; readers may ask for any number that they have seen under a lock that the
 * writer held after it gave the number.
 */
final class ValueDictionary {
  /** The number of what is unknown. */
  static final int UNKNOWN = 0;

  private static final int ALIGNMENT_BITS = 2;
  private static final int FIRST_SLOTS = 64;

  private final ByteArena arena = new ByteArena();
  private int[] places = new int[FIRST_SLOTS];
  private long[] prefixes = new long[FIRST_SLOTS];
  private boolean[] simple = new boolean[FIRST_SLOTS];
  private int[] slots = new int[FIRST_SLOTS];
  private int size;

  /** How many numbers were given. */
  int size() {
    return size;
  }

  /** The number of a value; a new one where it has none. */
  int add(Value value) {
    byte[] bytes = ValueCode.encode(value);
    int slot = slot(bytes, slots);
    if (slots[slot] != 0) {
      return slots[slot];
    }
    size++;
    if (size == places.length) {
      places = Arrays.copyOf(places, size * 2);
      prefixes = Arrays.copyOf(prefixes, size * 2);
      simple = Arrays.copyOf(simple, size * 2);
    }
    places[size] = (int) (arena.append(sized(bytes)) >>> ALIGNMENT_BITS);
    prefixes[size] = ValueCode.prefix(value);
    simple[size] = isSimple(value, bytes);
    slots[slot] = size;
    if (size * 2 > slots.length) {
      grow();
    }
    return size;
  }

  /** Two bytes of length, the bytes, and what is missing to a whole number of units. */
  private static byte[] sized(byte[] bytes) {
    int unit = 1 << ALIGNMENT_BITS;
    byte[] sized = new byte[(bytes.length + 2 + unit - 1) & -unit];
    sized[0] = (byte) (bytes.length >>> 8);
    sized[1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, sized, 2, bytes.length);
    return sized;
  }

  private int slot(byte[] bytes, int[] table) {
    int mask = table.length - 1;
    int slot = mixed(Arrays.hashCode(bytes)) & mask;
    while (table[slot] != 0 && !equal(table[slot], bytes)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int mixed(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }

  private boolean equal(int number, byte[] bytes) {
    long place = place(number);
    byte[] block = arena.block(place);
    int from = ByteArena.within(place);
    int length = length(block, from);
    return length == bytes.length
        && Arrays.equals(block, from + 2, from + 2 + length, bytes, 0, length);
  }

  private void grow() {
    int[] larger = new int[slots.length * 2];
    for (int number = 1; number <= size; number++) {
      larger[slot(bytes(number), larger)] = number;
    }
    slots = larger;
  }

  private long place(int number) {
    return (places[number] & 0xFFFFFFFFL) << ALIGNMENT_BITS;
  }

  private static int length(byte[] block, int from) {
    return ((block[from] & 0xFF) << 8) | (block[from + 1] & 0xFF);
  }

  private byte[] bytes(int number) {
    long place = place(number);
    int from = ByteArena.within(place);
    byte[] block = arena.block(place);
    return Arrays.copyOfRange(block, from + 2, from + 2 + length(block, from));
  }

  Value value(int number) {
    long place = place(number);
    int from = ByteArena.within(place);
    byte[] block = arena.block(place);
    return ValueCode.decode(block, from + 2, length(block, from));
  }

  /** Orders values as far as it goes; see {@link ValueCode#prefix}. */
  long prefix(int number) {
    return prefixes[number];
  }

  /** The exact order of two values with the same prefix. */
  int compare(int left, int right) {
    if (left == right) {
      return 0;
    }
    if (simple[left] && simple[right]) {
      return compareSimple(left, right);
    }
    return ValueCode.compare(value(left), value(right));
  }

  private int compareSimple(int left, int right) {
    long place = place(left);
    long otherPlace = place(right);
    byte[] block = arena.block(place);
    byte[] otherBlock = arena.block(otherPlace);
    int from = ByteArena.within(place);
    int otherFrom = ByteArena.within(otherPlace);
    int length = length(block, from);
    int otherLength = length(otherBlock, otherFrom);
    for (int i = 1; i < Math.min(length, otherLength); i++) {
      int order = lower(block[from + 2 + i]) - lower(otherBlock[otherFrom + 2 + i]);
      if (order != 0) {
        return order;
      }
    }
    return length - otherLength;
  }

  private static int lower(byte ascii) {
    return ascii >= 'A' && ascii <= 'Z' ? ascii + ('a' - 'A') : ascii;
  }

  /** Whether a value's normal form is its ASCII bytes in lower case: most are. */
  private static boolean isSimple(Value value, byte[] bytes) {
    if (!(value instanceof Value.Text text) || text.text().length() != bytes.length - 1) {
      return false;
    }
    boolean ascii = true;
    for (byte b : bytes) {
      ascii &= b >= ' ';
    }
    return ascii
        && bytes[1] != ' '
        && bytes[bytes.length - 1] != ' '
        && ValueCode.number(value).isEmpty();
  }

  /** Whether a value is text whose normal form is its ASCII bytes in lower case. */
  boolean isSimple(int number) {
    return simple[number];
  }

  /** Whether a simple value contains a text in any case. */
  boolean contains(int number, Needle needle) {
    long place = place(number);
    byte[] block = arena.block(place);
    int from = ByteArena.within(place);
    return needle.isIn(block, from + 3, from + 2 + length(block, from));
  }

  /** Bytes that it takes, for measuring. */
  long footprint() {
    return arena.bytes() + 4L * places.length + 9L * prefixes.length + 4L * slots.length;
  }
}
