package io.plumbline.server.start;

import io.plumbline.store.open.StoreAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a server is started with.
 *
 * @param bind the address to listen at; loopback unless told otherwise
 * @param port 0 for any that is free
 * @param store where the store is, with what it takes to get in
 * @param data the folder for files of the server's own
 * @param tls how connections are encrypted; empty for not at all
 * @param hosts further names under which browsers may reach this server, besides its own address
 * @param origins the origins whose pages may send events; empty for all
 * @param webhooks which receivers of webhooks may be called
 * @param proxied whether a proxy stands before it, whose word on addresses is taken
 * @param limits how much is taken at once
 * @param clock the only clock
 */
public record ServerOptions(
    String bind,
    int port,
    StoreAddress store,
    Path data,
    Optional<Tls> tls,
    List<String> hosts,
    List<String> origins,
    Webhooks webhooks,
    boolean proxied,
    Limits limits,
    InstantSource clock) {
  public static final String LOOPBACK = "127.0.0.1";
  public static final int DEFAULT_PORT = 8080;

  /** The folder in which a server keeps its data unless told otherwise. */
  public static final Path DEFAULT_DATA = Path.of("plumbline-data");

  private static final int HIGHEST_PORT = 65_535;

  public ServerOptions {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("a port is between 0 and " + HIGHEST_PORT);
    }
    hosts = List.copyOf(hosts);
    origins = List.copyOf(origins);
  }

  /** A server for this machine alone, with everything in one folder. */
  public static ServerOptions in(Path data, InstantSource clock) {
    return new ServerOptions(
        LOOPBACK,
        DEFAULT_PORT,
        defaultStore(data),
        data,
        Optional.empty(),
        List.of(),
        List.of(),
        Webhooks.PUBLIC,
        false,
        Limits.USUAL,
        clock);
  }

  /** The same at another port. */
  public ServerOptions withPort(int other) {
    return new ServerOptions(
        bind, other, store, data, tls, hosts, origins, webhooks, proxied, limits, clock);
  }

  /** Where the store is unless told otherwise: a file in the folder for data. */
  static StoreAddress defaultStore(Path data) {
    return new StoreAddress.Sqlite(data.resolve("plumbline.db"));
  }

  /**
   * How connections are encrypted.
   *
   * @param certificate the chain, as PEM
   * @param key the private key, as PEM
   */
  public record Tls(Path certificate, Path key) {}

  /**
   * Which receivers of webhooks may be called.
   *
   * @param privateAddresses whether endpoints may be allowed to lie at private addresses
   * @param authorities certificates, as PEM, that may vouch for receivers besides those that Java
   *     comes with
   */
  public record Webhooks(boolean privateAddresses, Optional<Path> authorities) {
    /** Only those at public addresses, with certificates that everybody takes. */
    public static final Webhooks PUBLIC = new Webhooks(false, Optional.empty());
  }

  /**
   * How much is taken at once.
   *
   * @param connections open at the same time; more wait until one closes
   * @param threads that answer requests at the same time
   */
  public record Limits(int connections, int threads) {
    public static final Limits USUAL = new Limits(10_000, 64);

    public Limits {
      if (connections < 1 || threads < 1) {
        throw new IllegalArgumentException("a limit is at least 1");
      }
    }
  }
}
