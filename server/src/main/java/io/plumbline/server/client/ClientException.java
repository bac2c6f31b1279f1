package io.plumbline.server.client;

/**
 * A request that a server did not do: the server was not reached, or it refused. The message is for
 * the person at the terminal.
 */
public final class ClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final boolean flaws;

  ClientException(int status, String message) {
    this(status, message, false);
  }

  ClientException(int status, String message, boolean flaws) {
    super(message);
    this.status = status;
    this.flaws = flaws;
  }

  ClientException(String message, Throwable cause) {
    super(message, cause);
    status = 0;
    flaws = false;
  }

  /** Whether the server listed what is wrong in a text that it was given, as a model's errors. */
  public boolean hasFlaws() {
    return flaws;
  }

  /** The HTTP status of the refusal; 0 where there was no answer at all. */
  public int status() {
    return status;
  }
}
