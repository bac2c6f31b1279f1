package io.plumbline.server.publish;

import java.math.BigInteger;

/** A sum of whole numbers that never overflows, and is quick as long as it could not. */
final class ExactSum {
  private BigInteger rest = BigInteger.ZERO;
  private long part;

  void add(long amount) {
    long sum = part + amount;
    boolean overflows = ((part ^ sum) & (amount ^ sum)) < 0;
    if (overflows) {
      rest = rest.add(BigInteger.valueOf(part));
    }
    part = overflows ? amount : sum;
  }

  void addAll(ExactSum other) {
    rest = rest.add(other.rest);
    add(other.part);
  }

  BigInteger value() {
    return rest.add(BigInteger.valueOf(part));
  }
}
