package io.plumbline.store;

/** A store that passes everything on to another; what extends it says only what is different. */
public abstract class ForwardingStore implements Store {
  private final Store store;

  protected ForwardingStore(Store store) {
    this.store = store;
  }

  @Override
  public <T> T write(Work<T> work) {
    return store.write(work);
  }

  @Override
  public <T> T read(Work<T> work) {
    return store.read(work);
  }

  @Override
  public boolean isServed() {
    return store.isServed();
  }

  @Override
  public String describe() {
    return store.describe();
  }

  @Override
  public void close() {
    store.close();
  }
}
