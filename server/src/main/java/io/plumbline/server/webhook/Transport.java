package io.plumbline.server.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls receivers. Thread-safe. */
public interface Transport extends AutoCloseable {
  /** Posts a body once and waits for the answer; never throws for what the other side does. */
  Answer post(Call call);

  @Override
  void close();

  /**
   * A message to one address.
   *
   * @param privateAllowed whether the address may be of a private network
   */
  record Call(URI url, boolean privateAllowed, Map<String, String> headers, String body) {
    public Call {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * What came back.
   *
   * @param status of HTTP; 0 where there was no answer
   * @param retryAfter how long the receiver asked to wait
   * @param error what went wrong, for people; empty where the message was taken
   */
  record Answer(int status, Optional<Duration> retryAfter, long millis, String error) {
    boolean isTaken() {
      return status / 100 == 2;
    }
  }
}
