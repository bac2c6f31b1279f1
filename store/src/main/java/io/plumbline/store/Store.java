package io.plumbline.store;

/**
 * An open place where facts and their caches are kept. Facts are only appended; states, scores and
 * whatever else follows from them can be thrown away and made again. Thread-safe: one writer at a
 * time, any number of readers beside it.
 */
public interface Store extends AutoCloseable {

  /**
   * Does work in one transaction of the only writer: when it returns, everything is on disk; when
   * it throws, nothing has happened. Waits for a writer before it. Transactions do not nest.
   *
   * @throws StoreException where the store is away, full or in another's use
   */
  <T> T write(Work<T> work);

  /**
   * Does work on one consistent picture of the store, which later writes do not change. Within a
   * reading of the same thread it is the same picture.
   *
   * @throws StoreException where the store is away
   */
  <T> T read(Work<T> work);

  /** Whether a server, in this process or in another, works on this store at the moment. */
  boolean isServed();

  /** What it is and where, for messages: no secrets. */
  String describe();

  @Override
  void close();

  /** Work on the store; the transaction is of no use after it. */
  interface Work<T> {
    T in(Transaction tx);
  }
}
