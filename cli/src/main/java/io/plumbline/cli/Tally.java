package io.plumbline.cli;

import io.plumbline.format.facts.Rejection;
import java.util.ArrayList;
import java.util.List;
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

  /** Says how many rows were rejected and why the first ones were. */
  void report(Console console, boolean listed) {
    if (rejected == 0) {
      return;
    }
    console.say(
        Words.count(rejected, "row") + " rejected" + (rejected > REMEMBERED ? ", as" : ":"));
    for (Rejection one : first) {
      console.say("  " + one.file() + ":" + one.line() + ": " + one.reason());
    }
    if (rejected > REMEMBERED && !listed) {
      console.say("  (--rejects FILE lists all)");
    }
  }
}
