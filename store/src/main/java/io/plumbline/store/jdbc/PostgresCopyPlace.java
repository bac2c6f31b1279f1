package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import java.sql.SQLException;
import java.util.Collection;

/** A PostgreSQL database that is copied from, or into. */
final class PostgresCopyPlace extends CopyPlace {
  private final PostgresDatabase.Access access;

  PostgresCopyPlace(String url, String user, String password) {
    access = new PostgresDatabase.Access(url, user, password, true);
  }

  @Override
  Database source() {
    return PostgresDatabase.present(access);
  }

  @Override
  CopyTarget target() {
    PostgresDatabase database = PostgresDatabase.unopened(access, StoreMode.SERVER);
    boolean ready = false;
    try {
      Target target = new Target(database, writer(database));
      ready = true;
      return target;
    } finally {
      if (!ready) {
        database.close();
      }
    }
  }

  /** With the place of the server, so that none is started before all is there. */
  private Session writer(PostgresDatabase database) {
    database.mustBeFit();
    if (database.isServed()) {
      throw new StoreException(
          StoreException.Code.IN_USE,
          "a server works on " + database.describe() + "; stop it first");
    }
    Session session = database.connectAlone();
    boolean ready = false;
    try {
      if (hasTables(session)) {
        database.mustBeCurrent();
      } else {
        database.migrate();
      }
      database.beginWriting(session);
      // A store that a server once began is as empty as one that none did.
      PostgresTurn.forgetAll(session);
      ready = true;
      return session;
    } finally {
      if (!ready) {
        session.close();
      }
    }
  }

  private static boolean hasTables(Session session) {
    try {
      return !CopiedTable.names(session.connection()).isEmpty();
    } catch (SQLException e) {
      throw Failures.of(session.dialect(), e);
    }
  }

  /** All in one transaction, behind every other writer. */
  private record Target(PostgresDatabase database, Session session) implements CopyTarget {
    @Override
    public String describe() {
      return database.describe();
    }

    @Override
    public void keep(Collection<String> tables) {
      tables.forEach(table -> session.execute("ANALYZE " + CopiedTable.quoted(table)));
      database.commit(session);
    }

    @Override
    public void close() {
      try (database) {
        session.close();
      }
    }
  }
}
