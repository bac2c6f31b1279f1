package io.plumbline.server.webhook;

import io.plumbline.server.webhook.AddressGuard.Reach;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Looks up the addresses of names, and lets nobody have one that must not be called. Where one of a
 * name's addresses is not allowed, none is: a name that leads both outside and inside is a trick.
 */
final class GuardedResolver {
  private final Lookup lookup;
  private final boolean privateAllowed;

  /**
   * A resolver.
   *
   * @param privateAllowed whether addresses of this machine and of private networks are allowed
   */
  GuardedResolver(Lookup lookup, boolean privateAllowed) {
    this.lookup = lookup;
    this.privateAllowed = privateAllowed;
  }

  /** All addresses of a name or a written address, none of them forbidden. */
  InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = lookup.all(host);
    for (InetAddress address : addresses) {
      Reach reach = AddressGuard.reach(address);
      if (reach == Reach.NEVER || (reach == Reach.PRIVATE && !privateAllowed)) {
        throw new ForbiddenAddress(reach);
      }
    }
    if (addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    return addresses;
  }

  /** Finds the addresses of a name. */
  interface Lookup {
    Lookup SYSTEM = InetAddress::getAllByName;

    InetAddress[] all(String host) throws UnknownHostException;
  }

  /** That a name leads to an address that must not be called. */
  static final class ForbiddenAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    // The address itself is not told: it would say what is inside.
    ForbiddenAddress(Reach reach) {
      super(
          reach == Reach.PRIVATE
              ? "its name leads to a private address; expected a public one, unless the setting"
                  + " webhooks.private_addresses and the webhook's allow_private are both true"
              : "its name leads to an address where no receiver can be");
    }
  }
}
