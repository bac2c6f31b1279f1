package io.plumbline.store.open;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a store is. */
public sealed interface StoreAddress {
  String MEMORY = "memory:";
  String SQLITE = "sqlite:";
  String POSTGRESQL = "jdbc:postgresql:";

  /** A store that is gone with its process. */
  record Memory() implements StoreAddress {}

  /** A store in a file, which is made where there is none. */
  record Sqlite(Path file) implements StoreAddress {}

  /** A store in a PostgreSQL database. */
  record Postgres(String url, String user, String password) implements StoreAddress {
    /** Without the password. */
    @Override
    public String toString() {
      return "Postgres[user=" + user + "]";
    }
  }

  /**
   * Reads {@code memory:}, {@code sqlite:PATH} or {@code jdbc:postgresql://HOST/DATABASE}.
   *
   * @param user for PostgreSQL; a user in the address counts more
   * @param password for PostgreSQL; never part of the address
   * @throws IllegalArgumentException where the address is none of these, saying what one looks like
   */
  static StoreAddress of(String address, String user, String password) {
    if (address.equals(MEMORY)) {
      return new Memory();
    }
    if (address.startsWith(SQLITE) && address.length() > SQLITE.length()) {
      return new Sqlite(Path.of(address.substring(SQLITE.length())));
    }
    if (address.startsWith(POSTGRESQL)) {
      if (address.matches(".*[?&](?:ssl)?password=.*")) {
        throw new IllegalArgumentException(
            "the address of a store must not hold a password; give it in a file");
      }
      if (!isPostgres(address)) {
        // Not repeated: who knows where in it a password stands.
        throw new IllegalArgumentException(
            "the address of a PostgreSQL store names a host, maybe a port up to 65535, and a"
                + " database, as in postgresql://USER@HOST:5432/DATABASE; this one does not");
      }
      Matcher named = Pattern.compile("[?&]user=([^&]+)").matcher(address);
      String who = named.find() ? URLDecoder.decode(named.group(1), StandardCharsets.UTF_8) : user;
      return new Postgres(address, who, password);
    }
    throw new IllegalArgumentException(
        "an address of a store is memory:, sqlite:PATH or jdbc:postgresql://HOST/DATABASE, not "
            + address);
  }

  private static boolean isPostgres(String address) {
    String port = "(?:[0-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
    String host = "(?:[\\w.-]+|\\[[0-9a-fA-F:.]+])(?::" + port + ")?";
    return address.matches("jdbc:postgresql://" + host + "(?:," + host + ")*/[^/?#@]+(?:\\?.*)?");
  }
}
