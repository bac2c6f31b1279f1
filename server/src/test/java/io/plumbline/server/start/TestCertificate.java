package io.plumbline.server.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost and its key, made by the JDK's own tool. */
final class TestCertificate {
  private static final char[] SECRET = "changeit".toCharArray();

  private final KeyStore made;

  private TestCertificate(KeyStore made) {
    this.made = made;
  }

  static TestCertificate in(Path folder) throws Exception {
    Path file = Files.createTempFile(folder, "made", ".p12");
    Files.delete(file);
    String keytool = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
    String options =
        " -genkeypair -alias it -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 2"
            + " -storetype PKCS12 -storepass changeit -keystore ";
    Process process =
        new ProcessBuilder((keytool + options + file).split(" ")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      made.load(in, SECRET);
    }
    return new TestCertificate(made);
  }

  /** Writes the certificate as PEM, in the place of what was there, all at once. */
  Path writeCertificate(Path file) throws IOException, GeneralSecurityException {
    return write(file, "CERTIFICATE", made.getCertificate("it").getEncoded());
  }

  /** Writes the key as PEM, in the place of what was there, all at once. */
  Path writeKey(Path file) throws IOException, GeneralSecurityException {
    return write(file, "PRIVATE KEY", made.getKey("it", SECRET).getEncoded());
  }

  private static Path write(Path file, String kind, byte[] bytes) throws IOException {
    String base64 = Base64.getMimeEncoder().encodeToString(bytes);
    Path draft =
        Files.writeString(
            file.resolveSibling("draft"),
            "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Trusts this certificate and no other. */
  SSLContext trusted() throws IOException, GeneralSecurityException {
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
