package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** The numbered steps that bring a database to the schema this program knows. */
final class Migrations {
  private static final String FOLDER = "classpath:io/plumbline/store/migration/";

  private Migrations() {}

  /**
   * Takes the steps that are missing.
   *
   * @param isServed whether a server works on the database, which must not have it changed
   */
  static void take(DataSource source, String dialect, String place, BooleanSupplier isServed) {
    Flyway flyway = of(source, dialect);
    try {
      MigrationInfoService found = flyway.info();
      mustNotBeNewer(found.all(), place);
      if (found.pending().length > 0) {
        if (found.applied().length > 0 && isServed.getAsBoolean()) {
          throw new StoreException(
              StoreException.Code.IN_USE,
              place + ": a server of an older version works on this store; stop it first");
        }
        flyway.migrate();
      }
    } catch (FlywayException e) {
      throw new StoreException(StoreException.Code.UNUSABLE, place + ": " + sentence(e), e);
    }
  }

  /** Refuses a database in which not exactly the known steps were taken, and changes nothing. */
  static void mustBeTaken(DataSource source, String dialect, String place) {
    try {
      MigrationInfoService found = of(source, dialect).info();
      mustNotBeNewer(found.all(), place);
      if (found.current() == null) {
        throw new StoreException(StoreException.Code.UNUSABLE, place + ": there is no store in it");
      }
      if (found.pending().length > 0) {
        throw new StoreException(
            StoreException.Code.UNUSABLE,
            place
                + ": the store has schema "
                + found.current().getVersion()
                + ", this program copies schema "
                + newest(found.all(), false)
                + "; use the version of plumbline that wrote it, or start a server of this one on"
                + " it first");
      }
    } catch (FlywayException e) {
      throw new StoreException(StoreException.Code.UNUSABLE, place + ": " + sentence(e), e);
    }
  }

  private static Flyway of(DataSource source, String dialect) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations(FOLDER + dialect)
        .table("schema_version")
        .failOnMissingLocations(true)
        .loggers("slf4j")
        .load();
  }

  private static void mustNotBeNewer(MigrationInfo[] steps, String place) {
    String known = newest(steps, false);
    String found = newest(steps, true);
    if (Arrays.stream(steps).anyMatch(Migrations::isUnknown)) {
      throw new StoreException(
          StoreException.Code.TOO_NEW,
          place
              + ": the store has schema "
              + found
              + ", this program knows schemas up to "
              + known
              + "; use the version of plumbline that wrote it, or a newer one");
    }
  }

  private static boolean isUnknown(MigrationInfo step) {
    return step.getState().isApplied() && !step.getState().isResolved();
  }

  private static String newest(MigrationInfo[] steps, boolean unknown) {
    return Arrays.stream(steps)
        .filter(step -> step.getVersion() != null && isUnknown(step) == unknown)
        .map(step -> step.getVersion().toString())
        .reduce("0", (earlier, later) -> later);
  }

  /** What could not be done, and what the database says of it. */
  private static String sentence(FlywayException e) {
    String what = firstLine(e);
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException && !what.contains(firstLine(cause))) {
        return what + ": " + firstLine(cause);
      }
    }
    return what;
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse(message);
  }
}
