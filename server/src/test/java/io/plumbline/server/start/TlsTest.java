package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.memory.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections: with which files, and with which none. */
class TlsTest {
  @TempDir Path folder;
  private TestCertificate first;
  private Path certificate;
  private Path key;

  @BeforeEach
  void make() throws Exception {
    first = TestCertificate.in(folder);
    certificate = first.writeCertificate(folder.resolve("cert.pem"));
    key = first.writeKey(folder.resolve("key.pem"));
  }

  private ServerOptions options() {
    Map<String, String> flags =
        Map.of(
            "tls-certificate", certificate.toString(),
            "tls-key", key.toString(),
            "port", "0",
            "data", folder.toString());
    return ServerConfiguration.read(Optional.empty(), Map.of(), flags, new TestClock()).options();
  }

  @Test
  void certificateAndKey_asPem_encryptConnections_andMakeCookiesSecure() throws Exception {
    try (PlumblineServer server = PlumblineServer.start(options(), new MemoryStore())) {
      assertThat(server.url().getScheme()).isEqualTo("https");
      URI login = URI.create("https://localhost:" + server.port() + "/login");
      HttpClient client = HttpClient.newBuilder().sslContext(first.trusted()).build();
      HttpResponse<String> page =
          client.send(HttpRequest.newBuilder(login).build(), BodyHandlers.ofString());

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Strict-Transport-Security"))
          .hasValue("max-age=31536000");
      assertThat(page.headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .allSatisfy(cookie -> assertThat(cookie).contains("Secure"));
    }
  }

  @Test
  @Timeout(120)
  void files_thatChange_areTaken_asSoonAsTheyFitTogether() throws Exception {
    try (PlumblineServer server = PlumblineServer.start(options(), new MemoryStore())) {
      assertThat(isTrusted(server, first.trusted())).isTrue();
      TestCertificate second = TestCertificate.in(folder);
      assertThat(isTrusted(server, second.trusted())).isFalse();

      second.writeCertificate(certificate);
      second.writeKey(key);
      while (!isTrusted(server, second.trusted())) {
        Thread.onSpinWait();
      }
      assertThat(isTrusted(server, first.trusted())).isFalse();
    }
  }

  private static boolean isTrusted(PlumblineServer server, SSLContext trusted) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) trusted.getSocketFactory().createSocket("localhost", server.port())) {
      socket.startHandshake();
      return true;
    } catch (SSLHandshakeException unknown) {
      return false;
    }
  }

  @Test
  void keyOfAnotherCertificate_isAMistake() throws Exception {
    TestCertificate.in(folder).writeKey(key);

    assertMistake("--tls-key: the key in " + key + " is not that of the certificate");
  }

  @Test
  void encryptedKey_isAMistake_withAWayOut() throws Exception {
    for (String form : new String[] {"ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY"}) {
      Files.writeString(
          key,
          "-----BEGIN "
              + form
              + "-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END "
              + form
              + "-----");

      assertMistake("--tls-key: the key in " + key + " is encrypted", "openssl pkey -in " + key);
    }
  }

  @Test
  void filesInTheWrongPlace_areMistakes_toldTogether() {
    Path taken = certificate;
    certificate = key;
    key = taken;

    assertMistake(
        "--tls-certificate: " + certificate + " holds no certificate; expected PEM",
        "--tls-key: " + key + " holds no private key; expected PEM");
  }

  @Test
  void filesThatAreMissing_orFolders_areMistakes() {
    certificate = folder.resolve("nowhere.pem");
    key = folder;

    assertMistake(
        "--tls-certificate: the file " + certificate + " cannot be read",
        "--tls-key: the file " + folder + " cannot be read");
  }

  private void assertMistake(String... said) {
    assertThatThrownBy(this::options)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(said);
  }
}
