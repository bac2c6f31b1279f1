package io.plumbline.server.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * The certificate and the key of a server, looked at before it starts, so that what is wrong with
 * them is said of the file. Each method throws IllegalArgumentException with what was found.
 */
final class TlsFiles {
  private static final int MOST_BYTES = 1024 * 1024;

  private TlsFiles() {}

  /** The certificate, then those that vouch for it. */
  static List<X509Certificate> chain(Path file) {
    String text = text(file);
    try {
      List<X509Certificate> chain = PemContent.of(text).getCertificates();
      if (chain != null && !chain.isEmpty()) {
        return chain;
      }
    } catch (RuntimeException notReadable) {
      // Said below, in our words.
    }
    throw new IllegalArgumentException(
        file + " holds no certificate; expected PEM: -----BEGIN CERTIFICATE-----");
  }

  static PrivateKey key(Path file) {
    String text = text(file);
    if (text.contains("ENCRYPTED")) {
      throw new IllegalArgumentException(
          "the key in "
              + file
              + " is encrypted; expected one without a password, as made by: openssl pkey -in "
              + file
              + " -out FILE");
    }
    try {
      return Optional.ofNullable(PemContent.of(text).getPrivateKey()).orElseThrow();
    } catch (RuntimeException notReadable) {
      throw new IllegalArgumentException(
          file + " holds no private key; expected PEM: -----BEGIN PRIVATE KEY-----", notReadable);
    }
  }

  /** Whether what the key signs is what the certificate vouches for. */
  static boolean fit(List<X509Certificate> chain, PrivateKey key) {
    try {
      byte[] message = {1, 2, 3};
      Signature signature = Signature.getInstance(algorithm(key));
      signature.initSign(key);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(chain.get(0).getPublicKey());
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> key.getAlgorithm();
    };
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(file + " is larger than a certificate or key can be");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file " + file + " cannot be read", e);
    }
  }
}
