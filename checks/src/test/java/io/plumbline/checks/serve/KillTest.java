package io.plumbline.checks.serve;

import io.plumbline.checks.serve.ServerProcess.Setup;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that was acknowledged is lost, doubled or scored wrongly when the server, or its
 * database, is killed at random moments. Run it again with {@code -Dseed=N}.
 */
final class KillTest {
  private static final boolean LONG = Boolean.getBoolean("long");
  private static final long SEED =
      Long.getLong("seed", LONG ? System.nanoTime() % 1_000_000 : 2026);
  private static final int MOST_MILLIS = 1500;

  @TempDir Path folder;

  @Test
  void sqlite_serverKilledAtRandomMoments_losesNothing() throws Exception {
    System.out.println("seed " + SEED);
    try (Survival survival = Survival.begin(Setup.in(folder), SEED)) {
      for (int i = 0; i < Integer.getInteger("kills", LONG ? 40 : 3); i++) {
        survival.flow(MOST_MILLIS);
        survival.beginErrands();
        survival.kill();
        survival.startAgain();
        survival.checkErrands();
      }
      survival.flow(MOST_MILLIS);
      survival.prove();
    }
  }

  @Test
  void postgresql_serverOrDatabaseKilledAtRandomMoments_losesNothing() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    try (Database database = Database.in(folder);
        Survival survival = Survival.begin(Stores.on(database, folder), SEED)) {
      for (int i = 0; i < Integer.getInteger("kills", LONG ? 30 : 3); i++) {
        survival.flow(MOST_MILLIS);
        survival.beginErrands();
        int which = LONG ? random.nextInt(3) : i;
        if (which != 0) {
          database.kill();
        }
        if (which != 1) {
          survival.kill();
        }
        if (which != 0) {
          database.startAgain();
        }
        if (which != 1) {
          survival.startAgain();
        }
        survival.checkErrands();
      }
      survival.flow(MOST_MILLIS);
      survival.prove();
    }
  }
}
