package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.open.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigurationTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

  @TempDir Path folder;

  private ServerConfiguration.Result read(
      String yaml, Map<String, String> environment, Map<String, String> flags) throws IOException {
    Path file = Files.writeString(folder.resolve("p.yaml"), yaml);
    return ServerConfiguration.read(Optional.of(file), environment, flags, NOON);
  }

  private void assertMistake(String yaml, String... messages) {
    assertThatThrownBy(() -> read(yaml, Map.of(), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(messages);
  }

  @Test
  void nothing_isThisMachineOnly() {
    ServerOptions options =
        ServerConfiguration.read(Optional.empty(), Map.of(), Map.of(), NOON).options();

    assertThat(options.bind()).isEqualTo("127.0.0.1");
    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.store())
        .isEqualTo(new StoreAddress.Sqlite(Path.of("plumbline-data", "plumbline.db")));
    assertThat(options.tls()).isEmpty();
    assertThat(options.webhooks().privateAddresses()).isFalse();
  }

  @Test
  void file_isRead_withSectionsAndLists() throws IOException {
    ServerOptions options =
        read(
                """
                bind: 0.0.0.0
                port: 9000
                hosts: [score.example.com, leads.example.com]
                origins: https://www.example.com
                limits:
                  connections: 500
                webhooks:
                  private_addresses: true
                """,
                Map.of(),
                Map.of())
            .options();

    assertThat(options.port()).isEqualTo(9000);
    assertThat(options.hosts()).containsExactly("score.example.com", "leads.example.com");
    assertThat(options.origins()).containsExactly("https://www.example.com");
    assertThat(options.limits().connections()).isEqualTo(500);
    assertThat(options.webhooks().privateAddresses()).isTrue();
  }

  @Test
  void flag_countsBeforeTheEnvironment_andThatBeforeTheFile() throws IOException {
    String yaml = "port: 1\nbind: 10.0.0.1\ndata: there\n";
    ServerOptions options =
        read(yaml, Map.of("PLUMBLINE_PORT", "2", "PLUMBLINE_BIND", "10.0.0.2"), Map.of("port", "3"))
            .options();

    assertThat(options.port()).isEqualTo(3);
    assertThat(options.bind()).isEqualTo("10.0.0.2");
    assertThat(options.data()).isEqualTo(Path.of("there"));
  }

  @Test
  void unknownSetting_isAMistakeWithItsPlace_andASuggestion() {
    assertMistake("bind: x\nprot: 9000\n", "p.yaml:2:1: there is no setting prot", "mean port?");
    assertMistake("tls:\n  certifcate: x\n", "p.yaml:2:3", "did you mean tls.certificate?");
    assertMistake("zzzzzzzzzz: 1\n", "there is no setting zzzzzzzzzz; there are bind, port");
  }

  @Test
  void allMistakes_areToldAtOnce() {
    assertMistake(
        "port: many\nlog:\n  form: xml\nbind: [a, b]\n",
        "p.yaml:1:7: port is many; expected a number from 0 to 65535",
        "p.yaml:3:9: log.form is xml; expected one of json, plain",
        "p.yaml:4:7: bind needs one value");
  }

  @Test
  void host_thatNoRequestNames_isAMistake() {
    for (String host : List.of("https://score.example.com", "score.example.com:8443", "'a b'")) {
      assertMistake("hosts: [" + host + "]\n", "p.yaml:1:8: hosts has", "without a scheme, port");
    }
  }

  @Test
  void origin_thatNoBrowserSends_isAMistake() {
    for (String origin : List.of("https://www.example.com/", "www.example.com", "'*'")) {
      assertMistake("origins: [" + origin + "]\n", "p.yaml:1:10: origins has", "without a path");
    }
  }

  @Test
  void origin_inCapitals_isTheOneThatBrowsersSend() throws IOException {
    ServerOptions options =
        read("origins: HTTPS://Shop.Example:8443\n", Map.of(), Map.of()).options();

    assertThat(options.origins()).containsExactly("https://shop.example:8443");
  }

  @Test
  void whatIsNoYaml_orTooLarge_isAMistake() {
    assertMistake("bind: [\n", "p.yaml", "this is not YAML");
    assertMistake("- bind\n", "p.yaml:1:1: expected settings");
    assertMistake("# " + "x".repeat(ConfigurationFile.MOST_BYTES), "larger than 256 KiB");
    assertMistake("port: 1\nport: 2\n", "p.yaml");
  }

  @Test
  void tls_withoutItsKey_isAMistake() {
    assertMistake("tls:\n  certificate: c.pem\n", "p.yaml:2:16: tls needs both");
  }

  @Test
  void authoritiesOfWebhooks_mustBeCertificates() throws IOException {
    Files.writeString(folder.resolve("ca.pem"), "not a certificate");
    Files.writeString(folder.resolve("empty.pem"), "");
    String file = "webhooks:\n  authorities: " + folder;

    assertMistake(file + "/no.pem\n", "p.yaml:2:16: the file", "no.pem cannot be read");
    assertMistake(file + "/ca.pem\n", "ca.pem does not hold certificates as PEM");
    assertMistake(file + "/empty.pem\n", "empty.pem holds no certificate; expected PEM");
  }

  @Test
  void missingFile_isAMistake() {
    Optional<Path> missing = Optional.of(folder.resolve("no.yaml"));

    assertThatThrownBy(() -> ServerConfiguration.read(missing, Map.of(), Map.of(), NOON))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no.yaml: this file cannot be read");
  }

  @Test
  void secret_thatOthersCanRead_isWarnedOf() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "hunter2hunter2\n");
    Map<String, String> flags = Map.of("store-password-file", secret.toString());
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(read("", Map.of(), flags).warnings()).singleElement().asString().contains("chmod");

    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    assertThat(read("", Map.of(), flags).warnings()).isEmpty();
    assertThat(SecretFile.read(secret)).isEqualTo("hunter2hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ana:secret@localhost/leads",
        "postgresql://ana:secret@localhost/leads",
        "postgresql://localhost/leads?password=secret",
        "postgresql://localhost:secret/leads",
        "memory:secret",
        "sqlite:",
        "jdbc:oracle:secret"
      })
  void store_thatIsNone_isAMistake_andWhatCanBeAPasswordIsNotRepeated(String address) {
    assertThatThrownBy(() -> read("store: '" + address + "'", Map.of(), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("p.yaml:1:8: ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void store_asPeopleWriteIt_isRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "hunter2hunter2\n");
    String yaml = "store: postgresql://ana@db/leads?sslmode=require\nstore_password_file: ";

    assertThat(read(yaml + secret, Map.of(), Map.of()).options().store())
        .isEqualTo(
            new StoreAddress.Postgres(
                "jdbc:postgresql://db/leads?sslmode=require&user=ana", "ana", "hunter2hunter2"));
    assertThat(read("store: some/file.db", Map.of(), Map.of()).options().store())
        .isEqualTo(new StoreAddress.Sqlite(Path.of("some/file.db")));
  }

  @Test
  void passwordFile_thatIsMissing_isAMistake() {
    assertMistake("store_password_file: nowhere", "p.yaml:1:22: the file nowhere cannot be read");
  }

  @Test
  void bind_toWhatIsNoAddress_isAMistake() {
    assertMistake(
        "bind: nowhere.invalid", "p.yaml:1:7: there is no address nowhere.invalid; expected one");
  }

  @Test
  void unknownVariable_isAMistake_butNotThoseOfOthers() throws IOException {
    assertThatThrownBy(() -> read("", Map.of("PLUMBLINE_PROT", "1"), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("PLUMBLINE_PROT: there is no such setting; did you mean PLUMBLINE_PORT?");
    Map<String, String> others = Map.of("PLUMBLINE_HEAP", "1g", "PLUMBER", "x");

    assertThat(read("", others, Map.of()).options().port()).isEqualTo(8080);
  }
}
