package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.memory.MemoryStore;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, with a certificate made by the JDK's own tool. */
class TlsTest {
  private static final char[] SECRET = "changeit".toCharArray();

  @TempDir Path folder;

  @Test
  void certificateAndKey_asPem_encryptConnections_andMakeCookiesSecure() throws Exception {
    KeyStore made = makeCertificate();
    Path certificate = pem("cert.pem", "CERTIFICATE", made.getCertificate("it").getEncoded());
    Path key = pem("key.pem", "PRIVATE KEY", made.getKey("it", SECRET).getEncoded());
    Map<String, String> flags =
        Map.of(
            "tls-certificate", certificate.toString(),
            "tls-key", key.toString(),
            "port", "0",
            "data", folder.toString());
    ServerOptions options =
        ServerConfiguration.read(Optional.empty(), Map.of(), flags, new TestClock()).options();
    try (PlumblineServer server = PlumblineServer.start(options, new MemoryStore())) {
      assertThat(server.url().getScheme()).isEqualTo("https");
      URI login = URI.create("https://localhost:" + server.port() + "/login");
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(made)).build();
      HttpResponse<String> page =
          client.send(HttpRequest.newBuilder(login).build(), BodyHandlers.ofString());

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
      assertThat(page.headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .allSatisfy(cookie -> assertThat(cookie).contains("Secure"));
    }
  }

  private KeyStore makeCertificate() throws Exception {
    Path file = folder.resolve("made.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(SECRET))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      made.load(in, SECRET);
    }
    return made;
  }

  private Path pem(String name, String kind, byte[] bytes) throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(bytes);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
  }

  private static SSLContext trusting(KeyStore made) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, SECRET);
    trusted.setCertificateEntry("it", made.getCertificate("it"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
