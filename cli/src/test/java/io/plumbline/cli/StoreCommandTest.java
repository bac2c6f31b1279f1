package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.Endpoint;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores copied from the command line. */
class StoreCommandTest {
  @TempDir Path temp;
  private String store = "";
  private Path copy = Path.of("");

  @BeforeEach
  void makeStore() {
    store = temp.resolve("data/plumbline.db").toString();
    copy = temp.resolve("backups/monday.db");
    CliRun made = CliRun.of("key", "create", "--write", "--label", "site", "--store", store);
    assertThat(made.exit()).as(made.err()).isZero();
  }

  @Test
  void copy_toANewFile_isAStoreAndSaysWhatItIs() throws IOException {
    CliRun run = CliRun.of("store", "copy", "--from", store, "--to", "sqlite:" + copy);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .matches("copied [0-9]+ rows from SQLite file \\S+ to SQLite file \\S+monday.db\n");
    assertThat(CliRun.of("key", "list", "--store", copy.toString()).out()).contains("site");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void copy_withSecretsOfWebhooks_saysThatTheirKeyIsNotInIt() {
    StoreAddress place = new StoreAddress.Sqlite(Path.of(store));
    try (Store open = Stores.open(place, StoreMode.TOOL)) {
      var secret = new Endpoint.Secret("sealed", CliRun.NOW, Optional.empty());
      String url = "https://a.example/";
      open.write(
          tx ->
              tx.webhooks()
                  .add(
                      new Endpoint(
                          0,
                          url,
                          Set.of("score.changed"),
                          Set.of(),
                          true,
                          "",
                          false,
                          List.of(secret),
                          CliRun.NOW)));
    }

    CliRun run = CliRun.of("store", "copy", "--from", store, "--to", copy.toString());
    assertThat(run.err()).contains("sealed under webhooks.key", "needs it in its data folder");
    CliRun quiet = CliRun.of("store", "copy", "--from", store, "--to", copy + "2", "--quiet");
    assertThat(quiet.err()).isEmpty();
  }

  @Test
  void copy_toAStoreThatIsThere_failsInOneLine() {
    CliRun run = CliRun.of("store", "copy", "--from", store, "--to", store);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .hasLineCount(1)
        .contains("there is a file " + store + " already", "a new file");
  }

  @Test
  void copy_ofNoStore_failsAndMakesNone() {
    String nowhere = temp.resolve("nowhere.db").toString();

    CliRun run = CliRun.of("store", "copy", "--from", nowhere, "--to", copy.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("there is no store " + nowhere);
    assertThat(copy).doesNotExist();
    assertThat(CliRun.of("store", "copy", "--from", "memory:", "--to", store).err())
        .contains("a store in memory is gone with its process");
  }

  @Test
  void copy_withAnAddressThatIsNone_isWrongUseOfThatOption() {
    wrongUse("--to", "mysql://ana@db.example/x", "--to: there are no stores at mysql:...");
    wrongUse("--to", "postgresql://ana:pw@db.example/x", "--to: the address of a store must not");
    wrongUse("--to-password-file", temp.resolve("none") + "", "--to: the file ", " cannot be read");
    assertThat(CliRun.of("store", "copy", "--from", store).exit()).isEqualTo(2);
    assertThat(CliRun.of("store").exit()).isEqualTo(2);
  }

  private void wrongUse(String option, String value, String... says) {
    CliRun run =
        option.equals("--to")
            ? CliRun.of("store", "copy", "--from", store, option, value)
            : CliRun.of("store", "copy", "--from", store, "--to", copy + "", option, value);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(says).doesNotContain("pw@");
  }
}
