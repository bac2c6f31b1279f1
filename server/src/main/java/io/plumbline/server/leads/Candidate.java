package io.plumbline.server.leads;

/** A row that may be on a page, with its keys as they were when it was read. Never changed. */
final class Candidate {
  final int segment;
  final int row;
  final long key;
  final long[] ranks;
  final int[] numbers;
  final byte[] id;

  Candidate(int segment, int row, SegmentFacts facts, RowKey[] keys) {
    this.segment = segment;
    this.row = row;
    key = facts.key(row);
    ranks = new long[keys.length];
    numbers = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      ranks[i] = keys[i].rankOf(row);
      numbers[i] = keys[i].numberOf(row);
    }
    id = facts.texts().idBytes(row);
  }
}
