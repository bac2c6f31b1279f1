package io.plumbline.server.leads;

import java.util.Arrays;

/** Bytes that are only appended, in blocks, so that growing copies nothing. One writer. */
final class ByteArena {
  private static final int BLOCK_BITS = 18;
  private static final int BLOCK = 1 << BLOCK_BITS;

  private byte[][] blocks = new byte[0][];
  private long size;

  /** Appends bytes, never across two blocks, and gives their place. */
  long append(byte[] bytes) {
    if (bytes.length > BLOCK) {
      throw new IllegalArgumentException("a text of more than " + BLOCK + " bytes");
    }
    int left = BLOCK - (int) (size & (BLOCK - 1));
    if (bytes.length > left) {
      size += left;
    }
    int block = (int) (size >>> BLOCK_BITS);
    if (block >= blocks.length) {
      byte[][] more = Arrays.copyOf(blocks, block + 1);
      more[block] = new byte[BLOCK];
      blocks = more;
    }
    long place = size;
    System.arraycopy(bytes, 0, blocks[block], (int) (place & (BLOCK - 1)), bytes.length);
    size += bytes.length;
    return place;
  }

  byte[] block(long place) {
    return blocks[(int) (place >>> BLOCK_BITS)];
  }

  /** Where in its block a place is. */
  static int within(long place) {
    return (int) (place & (BLOCK - 1));
  }

  long bytes() {
    return (long) blocks.length << BLOCK_BITS;
  }
}
