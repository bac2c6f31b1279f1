package io.plumbline.server.client;

/**
 * A request that a server did not do: the server was not reached, or it refused. The message is for
 * the person at the terminal.
 */
public final class ClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ClientException(int status, String message) {
    super(message);
    this.status = status;
  }

  ClientException(String message, Throwable cause) {
    super(message, cause);
    status = 0;
  }

  /** The HTTP status of the refusal; 0 where there was no answer at all. */
  public int status() {
    return status;
  }
}
