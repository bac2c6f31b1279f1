package io.plumbline.format.model;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Small changes to files that may break whoever reads them; the same for the same seed. */
final class Mutations {
  /** Pieces that mean something to YAML or to the language. */
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    "- ",
    ",",
    "?",
    "? ",
    "*",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "|",
    ">",
    "|2-\n",
    "'",
    "\"",
    "\\",
    "#",
    " #",
    "%",
    "@",
    "`",
    "~",
    "null",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "<<: ",
    "\t",
    "\r",
    "\r\n",
    "\n",
    " ",
    "  ",
    "\uFEFF",
    "\u0085",
    "\u2028",
    "\u0000",
    "\u0007",
    "😀",
    "é",
    "0x1F",
    "0o17",
    ".inf",
    ".nan",
    "1e400",
    "1e-400",
    "1e999999999",
    "-0",
    "1:30",
    "7d",
    "36501d",
    "101%",
    "-1%",
    "2026-02-30",
    "2026-01-01",
    "true",
    "no",
    "if: ",
    "lookup: ",
    "event: ",
    "points: 1",
    "else: 1",
    "unknown: 1",
    "never: 1",
    "all: []",
    "not: {}",
    "min: none",
    "weight: 0",
    "id: x",
    "measure: recency",
    "decay: {steps: {}}",
    "9".repeat(400),
    "0." + "3".repeat(400)
  };

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  static String piece(Random random) {
    return PIECES[random.nextInt(PIECES.length)];
  }

  /** The bytes after one to four changes. */
  byte[] of(byte[] bytes) {
    byte[] changed = bytes;
    for (int i = random.nextInt(4); i >= 0; i--) {
      changed = mutated(changed);
    }
    return changed;
  }

  private byte[] mutated(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int length = Math.min(bytes.length - at, random.nextInt(random.nextInt(50) == 0 ? 2000 : 12));
    byte[] middle =
        switch (random.nextInt(6)) {
          case 0 -> new byte[0];
          case 1 -> new byte[] {(byte) random.nextInt(256)};
          case 2 -> repeated(bytes, at, length);
          case 3 -> moved(bytes, length);
          default -> piece(random).getBytes(StandardCharsets.UTF_8);
        };
    int cut = random.nextBoolean() ? length : 0;
    byte[] result = new byte[bytes.length - cut + middle.length];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(middle, 0, result, at, middle.length);
    System.arraycopy(bytes, at + cut, result, at + middle.length, bytes.length - at - cut);
    return result;
  }

  private static byte[] repeated(byte[] bytes, int at, int length) {
    byte[] twice = new byte[2 * length];
    System.arraycopy(bytes, at, twice, 0, length);
    System.arraycopy(bytes, at, twice, length, length);
    return twice;
  }

  private byte[] moved(byte[] bytes, int length) {
    byte[] part = new byte[length];
    int from = random.nextInt(bytes.length - length + 1);
    System.arraycopy(bytes, from, part, 0, length);
    return part;
  }
}
