package io.plumbline.server.start;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * What a server says of its work: a line of JSON for each message, or plain lines for a person. It
 * never says anything about leads.
 */
public final class ServerLog {
  private static final String BOOT_LOGGING = "org.springframework.boot.logging.LoggingSystem";

  /** How a line is written. */
  public enum Form {
    JSON,
    PLAIN
  }

  private ServerLog() {}

  /**
   * Sends everything from this level on to a stream.
   *
   * @return whether there is a log: in a process whose loggers write nowhere, there is none
   */
  public static boolean to(OutputStream stream, Form form, String level) {
    System.setProperty(BOOT_LOGGING, "none");
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      return false;
    }
    context.reset();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(form == Form.JSON ? json(context) : plain(context));
    appender.setOutputStream(stream);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    context.getLogger("io.plumbline").setLevel(Level.toLevel(level, Level.INFO));
    // They say once more, with a trace, what stops a start and is thrown as well.
    for (String name : List.of("SpringApplication", "diagnostics", "web.server.servlet.context")) {
      context.getLogger("org.springframework.boot." + name).setLevel(Level.OFF);
    }
    // They log what was sent, and that can be personal.
    context.getLogger("org.springframework.web").setLevel(Level.ERROR);
    context.getLogger("org.apache.coyote").setLevel(Level.ERROR);
    bridge();
    return true;
  }

  /** Nothing but errors, where nobody has chosen; a choice made before stays. */
  static void silenceUntilChosen() {
    if (System.getProperty(BOOT_LOGGING) == null) {
      to(System.err, Form.PLAIN, "WARN");
    }
  }

  private static void bridge() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** Says something that must be seen. */
  public static void warn(String line) {
    LoggerFactory.getLogger(ServerLog.class).warn(line);
  }

  /** Says why the server ends. */
  public static void fail(String line) {
    LoggerFactory.getLogger(ServerLog.class).error(line);
  }

  /** Objects with their time as people and most tools write it, not as a count. */
  private static final class DatedJson extends JsonEncoder {
    @Override
    protected void appendCustomFields(StringBuilder line, ILoggingEvent event) {
      appendValueSeparator(line, true);
      appenderMember(line, TIMESTAMP_ATTR_NAME, event.getInstant().toString());
    }
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    JsonEncoder encoder = new DatedJson();
    encoder.setContext(context);
    encoder.setWithTimestamp(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithArguments(false);
    encoder.setWithMessage(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> plain(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n");
    encoder.start();
    return encoder;
  }
}
