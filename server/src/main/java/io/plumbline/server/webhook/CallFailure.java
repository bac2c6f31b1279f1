package io.plumbline.server.webhook;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Says in words for the log of deliveries why a call came to nothing. */
final class CallFailure {
  private CallFailure() {}

  /**
   * What went wrong.
   *
   * @param givenUp whether the call was ended because its time was over
   * @param timeout how much time it had
   */
  static String words(Exception failure, boolean givenUp, Duration timeout) {
    if (failure instanceof GuardedResolver.ForbiddenAddress forbidden) {
      return String.valueOf(forbidden.getMessage());
    }
    if (failure instanceof UnknownHostException) {
      return "its name was not found";
    }
    if (givenUp) {
      return "no whole answer within " + timeout.toSeconds() + " s";
    }
    if (failure instanceof SSLException) {
      return encryption(failure);
    }
    if (failure instanceof ConnectTimeoutException) {
      return "no connection within " + HttpTransport.CONNECT_TIMEOUT.toSeconds() + " s";
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return "no connection was possible";
    }
    if (failure instanceof SocketTimeoutException) {
      return "no whole answer within " + timeout.toSeconds() + " s";
    }
    if (failure instanceof SocketException) {
      return "the connection was closed before there was an answer";
    }
    return "the answer could not be read: " + failure.getClass().getSimpleName();
  }

  private static String encryption(Exception failure) {
    if (isBecauseOf(failure, SSLPeerUnverifiedException.class)) {
      return "its certificate is for another name";
    }
    if (isBecauseOf(failure, CertificateExpiredException.class)) {
      return "its certificate has expired";
    }
    if (isBecauseOf(failure, CertificateNotYetValidException.class)) {
      return "its certificate is not valid yet";
    }
    if (isBecauseOf(failure, CertPathBuilderException.class)) {
      return "its certificate is not signed by an authority that this server trusts; the setting"
          + " webhooks.authorities adds some";
    }
    return "no encrypted connection was possible: " + failure.getMessage();
  }

  private static boolean isBecauseOf(Throwable failure, Class<? extends Exception> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
