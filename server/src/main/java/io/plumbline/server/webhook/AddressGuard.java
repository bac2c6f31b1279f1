package io.plumbline.server.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Says which addresses messages may be sent to, so that nobody can make the server call what only
 * the server can reach. The ranges are those that IANA's special-purpose registries list as not
 * globally reachable.
 */
final class AddressGuard {
  /** What an address is to a message. */
  enum Reach {
    /** Anybody can reach it. */
    PUBLIC,
    /** It is of this machine or a private network: only where that is allowed. */
    PRIVATE,
    /** No receiver of messages can be there: metadata of a cloud, groups, reserved ranges. */
    NEVER
  }

  private static final List<Range> NEVER =
      Range.all(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "100.100.100.200/32",
          "168.63.129.16/32",
          "::/128",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8",
          "100::/64",
          "fd00:ec2::254/128",
          "fd20:ce::254/128",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20");

  private static final List<Range> PRIVATE =
      Range.all(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "::1/128",
          "fc00::/7");

  private static final Range NAT64 = Range.of("64:ff9b::/96");
  private static final Range GLOBAL_IPV6 = Range.of("2000::/3");

  private AddressGuard() {}

  /** What an address is, whatever it was written like. */
  static Reach reach(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (NAT64.holds(bytes)) {
      return reach(embedded(bytes));
    }
    if (NEVER.stream().anyMatch(range -> range.holds(bytes))) {
      return Reach.NEVER;
    }
    if (PRIVATE.stream().anyMatch(range -> range.holds(bytes))) {
      return Reach.PRIVATE;
    }
    return address instanceof Inet4Address || GLOBAL_IPV6.holds(bytes) ? Reach.PUBLIC : Reach.NEVER;
  }

  private static InetAddress embedded(byte[] bytes) {
    return ofBytes(new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]});
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A range of addresses of one family. */
  private static final class Range {
    private final byte[] start;
    private final int bits;

    Range(byte[] start, int bits) {
      this.start = start;
      this.bits = bits;
    }

    static List<Range> all(String... texts) {
      return List.of(texts).stream().map(Range::of).toList();
    }

    static Range of(String text) {
      int slash = text.indexOf('/');
      try {
        // A literal: nothing is looked up.
        byte[] start = InetAddress.getByName(text.substring(0, slash)).getAddress();
        return new Range(start, Integer.parseInt(text.substring(slash + 1)));
      } catch (UnknownHostException wrong) {
        throw new IllegalArgumentException(text, wrong);
      }
    }

    boolean holds(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
