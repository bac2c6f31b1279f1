package io.plumbline.bench.serve;

import java.util.List;

/**
 * A running server, and the keys with which it is loaded.
 *
 * @param secretKeys several that may read, because each may ask only so often a minute
 */
record Target(int port, String writeKey, List<String> secretKeys) {
  Target {
    secretKeys = List.copyOf(secretKeys);
  }

  /** A key for a connection. */
  String secretKey(int connection) {
    return secretKeys.get(connection % secretKeys.size());
  }
}
