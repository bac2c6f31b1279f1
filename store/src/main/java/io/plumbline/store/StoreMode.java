package io.plumbline.store;

/** What a process opens a store for. */
public enum StoreMode {
  /** To serve it: at most one process at a time. */
  SERVER,
  /** To look something up or change something beside a server that may be running. */
  TOOL
}
