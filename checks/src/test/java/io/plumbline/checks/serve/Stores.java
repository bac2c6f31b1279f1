package io.plumbline.checks.serve;

import io.plumbline.checks.serve.ServerProcess.Setup;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The store of a server, looked into from beside it. */
final class Stores {
  private static final String OPTION = "--store";

  private Stores() {}

  /** Servers on a database. */
  static Setup on(Database database, Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), Database.PASSWORD + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    return Setup.in(folder)
        .with(OPTION, database.address(), "--store-password-file", password.toString());
  }

  static <T> T read(Setup setup, Store.Work<T> work) {
    try (Store store = open(setup)) {
      return store.read(work);
    }
  }

  static Store open(Setup setup) {
    setup.data().toFile().mkdirs();
    return io.plumbline.store.open.Stores.open(address(setup), StoreMode.TOOL);
  }

  private static StoreAddress address(Setup setup) {
    List<String> options = setup.options();
    int at = options.indexOf(OPTION);
    return at < 0
        ? new StoreAddress.Sqlite(setup.data().resolve("plumbline.db"))
        : StoreAddress.of("jdbc:" + options.get(at + 1), Database.USER, Database.PASSWORD);
  }
}
