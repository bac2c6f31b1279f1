package io.plumbline.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the process was given: its streams, its environment, and the only clock.
 *
 * @param out for data; unbuffered
 * @param err for messages
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 */
record Shell(
    InputStream in,
    OutputStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment,
    InstantSource clock) {
  private static final int DEFAULT_WIDTH = 100;
  private static final int WIDEST = 160;

  Shell {
    environment = Map.copyOf(environment);
  }

  /** The real process. */
  static Shell ofProcess() {
    // Not System.out, which swallows failures and writes in the platform's charset.
    return new Shell(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        isTerminal(1),
        isTerminal(2),
        System.getenv(),
        InstantSource.system());
  }

  /** How many columns there are to write in. */
  int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}")
        ? Math.min(WIDEST, Integer.parseInt(columns))
        : DEFAULT_WIDTH;
  }

  /** Java 17 cannot tell this of each stream alone: the launcher tells, and Linux does. */
  private static boolean isTerminal(int descriptor) {
    if (System.getProperty("plumbline.terminals", "").contains(Integer.toString(descriptor))) {
      return true;
    }
    try {
      String target = Path.of("/proc/self/fd/" + descriptor).toRealPath().toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException notLinuxOrNoFile) {
      return false;
    }
  }
}
