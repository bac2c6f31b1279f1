package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A company's own authority, and certificates of receivers, made by the JDK's tool. */
final class TestCertificates {
  private static final char[] SECRET = "changeit".toCharArray();

  private final Path folder;

  TestCertificates(Path folder) {
    this.folder = folder;
    keytool("authority", "-dname", "CN=Nord Internal CA", "-ext", "bc:c", "-validity", "30");
  }

  /** The file that a server is told to trust. */
  Path authority() {
    try {
      byte[] certificate = load().getCertificate("authority").getEncoded();
      return Files.writeString(
          folder.resolve("authority.pem"),
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(certificate)
              + "\n-----END CERTIFICATE-----\n");
    } catch (IOException | GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** What a receiver encrypts with whose certificate the authority has signed. */
  SSLContext signed(String host, String... dates) {
    List<String> options = new ArrayList<>(List.of(dates));
    options.addAll(List.of("-signer", "authority"));
    return context(host, options);
  }

  /** What a receiver encrypts with who has signed its certificate itself. */
  SSLContext selfSigned(String host) {
    return context(host, List.of());
  }

  private SSLContext context(String host, List<String> options) {
    String alias = "receiver-" + System.nanoTime();
    List<String> all = new ArrayList<>(List.of("-dname", "CN=" + host, "-ext", "san=dns:" + host));
    all.addAll(options);
    keytool(alias, all.toArray(String[]::new));
    try {
      KeyStore made = load();
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, SECRET);
      own.setKeyEntry("it", made.getKey(alias, SECRET), SECRET, made.getCertificateChain(alias));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, SECRET);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("made.p12"))) {
      made.load(in, SECRET);
    }
    return made;
  }

  private void keytool(String alias, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(SECRET)));
    command.addAll(List.of("-keystore", folder.resolve("made.p12").toString()));
    command.addAll(List.of(options));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
