package io.plumbline.format.facts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The columns of the files that were opened. Thread-safe. */
final class SeenColumns {
  private final Set<String> names = new LinkedHashSet<>();
  private boolean open;

  /** A file has these columns and no others. */
  synchronized void add(List<String> header) {
    names.addAll(header);
  }

  /** A file may have any columns: its rows say which. */
  synchronized void addAny() {
    open = true;
  }

  /** Those of the wanted columns that no file has. */
  synchronized MissingColumns missing(List<String> wanted) {
    boolean told = !open && !names.isEmpty();
    return new MissingColumns(
        told
            ? wanted.stream().filter(name -> !names.contains(name)).distinct().toList()
            : List.of(),
        List.copyOf(names));
  }
}
