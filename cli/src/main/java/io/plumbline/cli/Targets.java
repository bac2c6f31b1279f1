package io.plumbline.cli;

import io.plumbline.format.output.AtomicOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run writes.
 *
 * @param table whether a table is printed
 */
record Targets(
    Optional<String> rows, Optional<String> rejects, Optional<String> report, boolean table) {

  /** Refuses targets that would spoil each other, or what is read. */
  void check(List<String> inputs) {
    List<String> files = new ArrayList<>();
    long printed = table ? 1 : 0;
    for (String name : Stream.of(rows, rejects, report).flatMap(Optional::stream).toList()) {
      if (name.equals(AtomicOutput.STANDARD_OUTPUT)) {
        printed++;
      } else {
        files.add(name);
      }
    }
    if (printed > 1) {
      throw Failure.wrongUse(
          "only one thing can go to standard output; give --out, --rejects or --report a file");
    }
    for (int i = 0; i < files.size(); i++) {
      String file = files.get(i);
      if (files.subList(0, i).stream().anyMatch(other -> isSame(file, other))) {
        throw Failure.wrongUse("two outputs cannot go to one file, " + file);
      }
      if (inputs.stream().anyMatch(input -> isSameFile(file, input))) {
        throw Failure.wrongUse(file + " is read; writing there would replace it");
      }
    }
  }

  private static boolean isSame(String one, String other) {
    try {
      Path first = Path.of(one).toAbsolutePath().normalize();
      return first.equals(Path.of(other).toAbsolutePath().normalize()) || isSameFile(one, other);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isSameFile(String one, String other) {
    try {
      Path first = Path.of(one);
      Path second = Path.of(other);
      return Files.isRegularFile(first)
          && Files.isRegularFile(second)
          && Files.isSameFile(first, second);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }
}
