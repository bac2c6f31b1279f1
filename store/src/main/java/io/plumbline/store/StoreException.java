package io.plumbline.store;

/** An operation on the store that failed, and who can do something about it. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  public StoreException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public StoreException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /** What went wrong. */
  public enum Code {
    /** The store does not answer, or the connection was lost; trying again may help. */
    AWAY,
    /** There is no room left on the disk. */
    FULL,
    /** Another server writes to this store. */
    IN_USE,
    /** The store was written by a newer version of this program. */
    TOO_NEW,
    /** The place cannot be opened: no such folder, no permission, not a store, wrong password. */
    UNUSABLE,
    /** The data contradict each other: a defect. */
    BROKEN
  }
}
