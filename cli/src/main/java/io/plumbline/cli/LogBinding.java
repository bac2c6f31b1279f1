package io.plumbline.cli;

/**
 * Which library the loggers of other libraries write to. Only a server has a log; every other
 * command says what it has to say itself, and what Parquet or Hadoop log is of no use to anybody.
 */
final class LogBinding {
  private LogBinding() {}

  /** Loggers write nowhere. */
  static void none() {
    choose("org.slf4j.nop.NOPServiceProvider");
  }

  /** Loggers write to the log of the server. */
  static void server() {
    choose("ch.qos.logback.classic.spi.LogbackServiceProvider");
  }

  private static void choose(String provider) {
    System.setProperty("slf4j.provider", provider);
    // Otherwise it would say that it was told.
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }
}
