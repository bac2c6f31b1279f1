package io.plumbline.server.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.plumbline.store.Endpoint;
import java.time.Instant;
import java.util.StringJoiner;

/** Signs messages as Standard Webhooks 1.0 says, with every secret that is in force. */
final class Signature {
  private final SecretBox box;

  Signature(SecretBox box) {
    this.box = box;
  }

  /**
   * The header webhook-signature: one signature for each secret in force, with a space between.
   *
   * @param at the instant of the attempt, which is signed too
   */
  String of(Endpoint endpoint, String id, Instant at, String payload) throws SecretBox.WrongKey {
    StringJoiner signatures = new StringJoiner(" ");
    for (Endpoint.Secret secret : endpoint.secrets()) {
      if (secret.ends().filter(end -> !end.isAfter(at)).isEmpty()) {
        signatures.add(sign(box.open(secret.sealed()), id, at.getEpochSecond(), payload));
      }
    }
    return signatures.toString();
  }

  private static String sign(String secret, String id, long seconds, String payload) {
    try {
      return new Webhook(secret).sign(id, seconds, payload);
    } catch (EmptyWebhookSecretException | WebhookSigningException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
