package io.plumbline.store.jdbc;

/** A database that sessions can be opened on. */
interface Database extends AutoCloseable {
  Dialect dialect();

  /** A new session for the only writer of this process, with the serving lock where it is due. */
  Session connectWriter();

  /** Begins a transaction that no other writer works beside, in this process or in another. */
  void beginWriting(Session session);

  void commit(Session session);

  void rollback(Session session);

  /** A session in a transaction that sees one picture of the store. */
  Session borrowReader();

  /** Ends a reader's transaction. */
  void giveBack(Session session);

  boolean isServed();

  /** What it is and where, without secrets. */
  String describe();

  @Override
  void close();
}
