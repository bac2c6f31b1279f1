package io.plumbline.server.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Who may vouch for receivers over HTTPS: the authorities that Java comes with, and those of a
 * file, such as a company's own.
 */
public final class Authorities {
  private static final int MOST_BYTES = 1024 * 1024;

  private Authorities() {}

  /**
   * The certificates of a file, PEM one after the other.
   *
   * @throws IllegalArgumentException where it holds none, or something else; says what
   */
  public static List<Certificate> read(Path file) {
    Collection<? extends Certificate> found;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException(file + " is larger than 1 MiB");
      }
      found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("the file " + file + " cannot be read", unreadable);
    } catch (CertificateException wrong) {
      throw new IllegalArgumentException(
          file + " does not hold certificates as PEM (-----BEGIN CERTIFICATE-----)", wrong);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          file + " holds no certificate; expected PEM (-----BEGIN CERTIFICATE-----)");
    }
    return List.copyOf(found);
  }

  /** Encrypts for receivers that Java's authorities or those of a file vouch for. */
  static SSLContext context(Optional<Path> file) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate usual : usual()) {
        trusted.setCertificateEntry("usual-" + number++, usual);
      }
      for (Certificate own : file.map(Authorities::read).orElse(List.of())) {
        trusted.setCertificateEntry("own-" + number++, own);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(trusted), null);
      return context;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Certificate> usual() throws GeneralSecurityException {
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager known) {
        return List.of(known.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  /** Those of a store; without one, Java's own. */
  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
