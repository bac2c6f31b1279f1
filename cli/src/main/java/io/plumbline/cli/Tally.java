package io.plumbline.cli;

import io.plumbline.format.facts.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts rejected rows, remembers the first of them and passes each on. Not thread-safe. */
final class Tally implements Consumer<Rejection> {
  private static final int REMEMBERED = 3;

  private final Consumer<Rejection> next;
  private final List<Rejection> first = new ArrayList<>();
  private long rejected;

  Tally(Consumer<Rejection> next) {
    this.next = next;
  }

  @Override
  public void accept(Rejection rejection) {
    rejected++;
    if (first.size() < REMEMBERED) {
      first.add(rejection);
    }
    next.accept(rejection);
  }

  long rejected() {
    return rejected;
  }

  /**
   * Says how many rows were rejected and why the first ones were.
   *
   * @param list the file that lists all; empty where none was asked for
   */
  void report(Console console, Optional<String> list) {
    if (rejected == 0) {
      return;
    }
    boolean more = rejected > first.size();
    String where = list.map(file -> " (" + file + " lists them)").orElse("");
    console.say(Words.count(rejected, "row") + " rejected" + where + (more ? ", such as" : ":"));
    for (Rejection one : first) {
      console.say("  " + one.file() + ":" + one.line() + ": " + one.reason());
    }
    if (more && list.isEmpty()) {
      console.say("  (--rejects FILE lists all)");
    }
  }
}
