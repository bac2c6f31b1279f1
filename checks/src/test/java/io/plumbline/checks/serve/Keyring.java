package io.plumbline.checks.serve;

import io.plumbline.checks.serve.ServerProcess.Ended;
import io.plumbline.checks.serve.ServerProcess.Setup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keys made from the command line, in a store that no server has open yet. */
final class Keyring {
  private Keyring() {}

  /** Makes a write key, and a secret key that may do all. */
  static Calls.Keys create(Setup setup) throws IOException, InterruptedException {
    return new Calls.Keys(key(setup, "--write"), key(setup, "--secret"));
  }

  private static String key(Setup setup, String kind) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("key", "create", kind));
    words.addAll(List.of("--data", setup.data().toString()));
    words.addAll(setup.options());
    Ended ended = ServerProcess.run(setup, words.toArray(String[]::new));
    if (ended.exit() != 0) {
      throw new AssertionError("exit " + ended.exit() + ": " + ended.err() + ended.out());
    }
    return ended.out().strip();
  }
}
