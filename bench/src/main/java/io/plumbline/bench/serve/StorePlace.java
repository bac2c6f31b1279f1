package io.plumbline.bench.serve;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a server keeps what it keeps.
 *
 * @param data its folder
 * @param options the words that say so on every command line
 */
record StorePlace(Path data, List<String> options) {
  static StorePlace sqlite(Path data) {
    return new StorePlace(data, List.of("--data", data.toString()));
  }
}
