package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerOptions;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and keys from the command line, on a store and on a running server. */
class AccessCommandsTest {
  private static final String PASSWORD = "four words make one\n";

  @TempDir Path temp;

  private CliRun onStore(String input, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", temp.toString()));
    return CliRun.of(input, Map.of(), all.toArray(String[]::new));
  }

  private String key(String... args) {
    CliRun run = onStore("", args);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().strip();
  }

  @Test
  void keyCreate_printsTheKeyAlone() {
    CliRun run = onStore("", "key", "create", "--write", "--label", "site");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).matches("plw_[0-9A-Za-z]{33}\n");
    assertThat(onStore("", "key", "list").out()).contains("site", "plw_…").hasLineCount(2);
  }

  @Test
  void keyCreate_withoutAKind_orWithAnUnknownScope_isWrongUse() {
    assertThat(onStore("", "key", "create").exit()).isEqualTo(2);
    assertThat(onStore("", "key", "create", "--write", "--scope", "admin").exit()).isEqualTo(2);
    CliRun typo = onStore("", "key", "create", "--secret", "--scope", "leads:raed");
    assertThat(typo.exit()).isEqualTo(2);
    assertThat(typo.err()).contains("no scope leads:raed; did you mean leads:read?");
  }

  @Test
  void keyRotate_andRevoke_findAKeyByItsLabel() {
    key("key", "create", "--write", "--label", "site");
    String fresh = key("key", "rotate", "site", "--grace", "1d");

    assertThat(fresh).startsWith("plw_");
    assertThat(onStore("", "key", "rotate", "site").exit()).isZero();
    assertThat(onStore("", "key", "revoke", "site").exit()).isZero();
    assertThat(works())
        .as("two in their grace, the newest revoked")
        .containsExactly("\"works\":\"yes\"", "\"works\":\"yes\"", "\"works\":\"no\"");
  }

  private List<String> works() {
    return Pattern.compile("\"works\":\"[a-z]+\"")
        .matcher(onStore("", "key", "list", "--json").out())
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void keyRevoke_byTheLabelOfKeysInTheirGrace_wantsANumber() {
    key("key", "create", "--write", "--label", "site");
    key("key", "rotate", "site");
    key("key", "rotate", "site");
    onStore("", "key", "revoke", "site");

    CliRun both = onStore("", "key", "revoke", "site");
    assertThat(both.exit()).isEqualTo(1);
    assertThat(both.err()).contains("several keys are called site; say a number");
    assertThat(onStore("", "key", "revoke", "1").exit()).isZero();
    assertThat(onStore("", "key", "revoke", "site").exit()).isZero();
    assertThat(onStore("", "key", "list").out()).doesNotContain("yes");
  }

  @Test
  void keyCreate_makesTheFolderForItsOwnerAlone_andLeavesOneThatIsThere() throws IOException {
    Path fresh = temp.resolve("new");
    Path open = Files.createDirectory(temp.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));

    for (Path folder : List.of(fresh, open)) {
      CliRun run = CliRun.of("key", "create", "--write", "--data", folder.toString());
      assertThat(run.exit()).as(run.err()).isZero();
    }

    assertThat(Files.getPosixFilePermissions(fresh))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(open))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key list",
        "key rotate site",
        "key revoke site",
        "user list",
        "user disable ana",
        "user enable ana",
        "model list"
      })
  void commandOnWhatIsThere_withoutAStore_isRefusedAndMakesNone(String command) {
    Path nowhere = temp.resolve("nowhere");
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(List.of("--data", nowhere.toString()));

    CliRun run = CliRun.of(all.toArray(String[]::new));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("there is no store " + nowhere.resolve("plumbline.db"), "--data or --store");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void userCreate_readsThePasswordFromStandardInput_orAFile() throws IOException {
    CliRun run =
        onStore(PASSWORD, "user", "create", "Ana", "--role", "sales", "--password-file", "-");
    assertThat(run.exit()).as(run.err()).isZero();
    Path file = Files.writeString(temp.resolve("secret"), PASSWORD);
    onStore("", "user", "create", "bob", "--role", "viewer", "--password-file", file.toString());

    assertThat(onStore("", "user", "list", "--json").out())
        .contains("\"name\":\"ana\",\"role\":\"sales\"", "\"name\":\"bob\"")
        .doesNotContain("argon2");
  }

  @Test
  void userCreate_withoutAPassword_orWithABadOne_fails() {
    CliRun none = onStore("", "user", "create", "ana", "--role", "sales");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("--password-file FILE, or - for standard input");
    CliRun easy =
        onStore("short\n", "user", "create", "ana", "--role", "sales", "--password-file", "-");
    assertThat(easy.exit()).isEqualTo(1);
    assertThat(easy.err()).contains("between 12 and 128 characters").doesNotContain("short");
    CliRun role = onStore(PASSWORD, "user", "create", "ana", "--role", "boss");
    assertThat(role.exit()).isEqualTo(2);
    assertThat(role.err())
        .contains("there is no role boss; expected administrator, marketer, sales or viewer");
  }

  @Test
  void everything_canBeDoneOnARunningServer_besideTheStore() throws IOException {
    String admin = key("key", "create", "--secret", "--scope", "admin", "--label", "ops");
    Path keyFile = Files.writeString(temp.resolve("ops.key"), admin + "\n");
    ServerOptions options = ServerOptions.in(temp, InstantSource.fixed(CliRun.NOW)).withPort(0);
    try (PlumblineServer server = PlumblineServer.start(options)) {
      String[] there = {"--server", server.url().toString(), "--key-file", keyFile.toString()};
      CliRun created =
          on(there, PASSWORD, "user", "create", "ana", "--role", "sales", "--password-file", "-");
      assertThat(created.exit()).as(created.err()).isZero();
      assertThat(on(there, "", "user", "disable", "ana").exit()).isZero();
      assertThat(on(there, "", "user", "list").out()).contains("ana", "disabled");
      assertThat(on(there, "", "user", "enable", "ana").exit()).isZero();
      assertThat(on(there, "", "key", "create", "--write", "--label", "site").out())
          .startsWith("plw_");
      assertThat(on(there, "", "key", "rotate", "site").out()).startsWith("plw_");
      assertThat(on(there, "", "key", "rotate", "site").out()).startsWith("plw_");
      assertThat(onStore("", "key", "create", "--write").out()).startsWith("plw_");
      assertThat(on(there, "", "key", "list", "--json").out())
          .isEqualTo(onStore("", "key", "list", "--json").out())
          .hasLineCount(5);
      assertThat(on(there, "", "user", "disable", "nobody").err()).contains("no user nobody");
    }
  }

  @Test
  void change_ofTheStore_isInTheAuditLog_underTheNameOnThisMachine() {
    key("key", "create", "--write", "--label", "site");
    StoreAddress place = new StoreAddress.Sqlite(temp.resolve("plumbline.db"));
    try (Store store = Stores.open(place, StoreMode.TOOL)) {
      AuditEntry entry =
          store.<List<AuditEntry>>read(tx -> tx.audit().list(Optional.empty(), 10)).get(0);

      assertThat(entry.actor()).isEqualTo("cli:" + System.getProperty("user.name"));
      assertThat(entry.action()).isEqualTo("key.create");
    }
  }

  @Test
  void secretFile_thatOthersCanRead_isWarnedOf() throws IOException {
    Path file = Files.writeString(temp.resolve("secret"), PASSWORD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    String[] command = {
      "user", "create", "bob", "--role", "viewer", "--password-file", file.toString()
    };

    assertThat(onStore("", command).err()).contains("can be read by others: chmod 600 " + file);
  }

  @Test
  void keyFile_withoutAServer_andServerWithAStore_areWrongUse() {
    assertThat(onStore("", "key", "list", "--key-file", "x").exit()).isEqualTo(2);
    assertThat(onStore("", "key", "list", "--server", "http://127.0.0.1:1").exit()).isEqualTo(2);
    CliRun away = CliRun.of("key", "list", "--server", "http://127.0.0.1:1");
    assertThat(away.exit()).isEqualTo(1);
    assertThat(away.err()).contains("no server answers");
  }

  private static CliRun on(String[] there, String input, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(there));
    return CliRun.of(input, Map.of(), all.toArray(String[]::new));
  }
}
