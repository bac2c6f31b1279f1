package io.plumbline.store.jdbc;

import java.util.Collection;

/** An empty store in one transaction; what is not kept before it is closed never was. */
interface CopyTarget extends AutoCloseable {
  Session session();

  /** What it is and where, without secrets. */
  String describe();

  /** Makes it a store that is on disk, given the names of the tables that were filled. */
  void keep(Collection<String> tables);

  @Override
  void close();
}
