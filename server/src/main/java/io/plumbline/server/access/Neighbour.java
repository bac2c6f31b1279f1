package io.plumbline.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Where a request comes from, and what it believes it talks to. */
final class Neighbour {
  private static final Pattern LOOPBACK_NAME =
      Pattern.compile("(?i)localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]|::1|0:0:0:0:0:0:0:1");

  private Neighbour() {}

  static boolean isLoopback(String host) {
    return LOOPBACK_NAME.matcher(host).matches();
  }

  /**
   * Whether a host is the address at which the request came in, in whatever spelling: no name that
   * somebody else has made resolve to it.
   */
  static boolean isOwnAddress(String host, HttpServletRequest request) {
    if (!host.startsWith("[")) {
      return host.equals(request.getLocalAddr());
    }
    try {
      // No name is looked up: in brackets there is an address, or a mistake.
      return InetAddress.getByName(host).equals(InetAddress.getByName(request.getLocalAddr()));
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  /** Whether it comes from this machine itself, and from no proxy on it. */
  static boolean isHere(HttpServletRequest request) {
    return isLoopback(request.getRemoteAddr())
        && isLoopback(request.getServerName())
        && request.getHeader("X-Forwarded-For") == null
        && request.getHeader("Forwarded") == null;
  }
}
