package io.plumbline.core.population;

import java.util.Arrays;

/** The leads of one partition, close together, found by their ids. Reused; not thread-safe. */
final class LocalLeads {
  private static final int[] NO_ROWS = {};

  private int[] rows = NO_ROWS;
  private int[] table = {};
  private int mask;
  private long[] hashes = {};
  private int[] starts = {0};
  private byte[] ids = {};

  /** Takes over the leads of a partition. */
  void load(LeadTable leads, int[] newRows) {
    rows = newRows;
    int size = LeadTable.tableSize(rows.length);
    if (table.length < size) {
      table = new int[size];
    } else {
      Arrays.fill(table, 0, size, 0);
    }
    mask = size - 1;
    if (hashes.length < rows.length) {
      hashes = new long[rows.length * 2];
      starts = new int[rows.length * 2 + 1];
    }
    for (int i = 0; i < rows.length; i++) {
      copyId(leads, i);
      hashes[i] = leads.hash(rows[i]);
      int slot = (int) hashes[i] & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = i + 1;
    }
  }

  private void copyId(LeadTable leads, int i) {
    int from = leads.idStarts[rows[i]];
    int length = leads.idStarts[rows[i] + 1] - from;
    int end = Math.addExact(starts[i], length);
    if (end > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(end, ids.length * 2));
    }
    System.arraycopy(leads.idBytes, from, ids, starts[i], length);
    starts[i + 1] = end;
  }

  /** The place of the lead whose id is {@code bytes[from..to)}, or -1. */
  int find(byte[] bytes, int from, int to) {
    long hash = IdHash.of(bytes, from, to);
    int slot = (int) hash & mask;
    while (table[slot] != 0) {
      int place = table[slot] - 1;
      if (hashes[place] == hash
          && Arrays.equals(bytes, from, to, ids, starts[place], starts[place + 1])) {
        return place;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }
}
