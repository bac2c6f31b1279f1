package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.plumbline.store.Endpoint;
import io.plumbline.store.Endpoint.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signatures are those that receivers expect, and secrets are kept. */
final class SignatureTest {
  /** The example of the Standard Webhooks libraries, no secret of anybody. */
  private static final String EXAMPLE = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir Path folder;
  private SecretBox box;

  @BeforeEach
  void makeBox() {
    box = SecretBox.ofFile(folder.resolve("webhooks.key"));
  }

  private Endpoint endpoint(Secret... secrets) {
    return new Endpoint(
        1,
        "https://a.example/",
        Set.of("score.changed"),
        Set.of(),
        true,
        "",
        false,
        List.of(secrets),
        Instant.EPOCH);
  }

  private Secret secret(String text, Optional<Instant> ends) {
    return new Secret(box.seal(text), Instant.EPOCH, ends);
  }

  @Test
  void signature_isThatOfTheRecordedLibrary() throws Exception {
    String root = System.getProperty("plumbline.root", "..");
    Path file = Path.of(root, "..", "shared", "clients", "standardwebhooks-vectors.json");
    assumeTrue(Files.exists(file), "the recordings are not here");
    JsonNode vector = JsonMapper.shared().readTree(Files.readString(file));

    String signature =
        new Signature(box)
            .of(
                endpoint(secret(vector.get("secret").asString(), Optional.empty())),
                vector.get("id").asString(),
                Instant.ofEpochSecond(vector.get("timestamp").asLong()),
                vector.get("body").asString());

    assertThat(signature).isEqualTo(vector.get("headers").get("webhook-signature").asString());
  }

  @Test
  void signature_duringARotation_isAcceptedUnderBothSecrets() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String fresh = box.newSecret();
    String past = box.newSecret();
    Endpoint endpoint =
        endpoint(
            secret(fresh, Optional.empty()),
            secret(EXAMPLE, Optional.of(now.plusSeconds(1))),
            secret(past, Optional.of(now)));

    String signature = new Signature(box).of(endpoint, "msg_ü", now, "{\"a\":\"线索\"}");

    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of("msg_ü"),
            "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
            "webhook-signature", List.of(signature));
    new Webhook(fresh).verify("{\"a\":\"线索\"}", headers);
    new Webhook(EXAMPLE).verify("{\"a\":\"线索\"}", headers);
    assertThatThrownBy(() -> new Webhook(past).verify("{\"a\":\"线索\"}", headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void secret_sealedTwice_looksDifferentAndIsOpenedByTheSameFile() throws Exception {
    SecretBox again = SecretBox.ofFile(folder.resolve("webhooks.key"));

    assertThat(box.seal(EXAMPLE)).isNotEqualTo(box.seal(EXAMPLE)).doesNotContain("MfKQ9");
    assertThat(again.open(box.seal(EXAMPLE))).isEqualTo(EXAMPLE);
  }

  @Test
  void secret_sealedUnderAnotherKeyOrChanged_isNotOpened() {
    SecretBox other = SecretBox.ofFile(folder.resolve("other.key"));
    String sealed = box.seal(EXAMPLE);
    String changed = (sealed.charAt(20) == 'A' ? 'B' : 'A') + sealed.substring(1);

    assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(SecretBox.WrongKey.class);
    assertThatThrownBy(() -> box.open(changed)).isInstanceOf(SecretBox.WrongKey.class);
    assertThatThrownBy(() -> box.open("???")).isInstanceOf(SecretBox.WrongKey.class);
  }

  @Test
  void keyFile_thatIsMade_isReadableByItsOwnerAlone() throws Exception {
    assertThat(Files.getPosixFilePermissions(folder.resolve("webhooks.key")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void keyFile_withSomethingElse_isNotTaken() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.key"), "no key\n");

    assertThatThrownBy(() -> SecretBox.ofFile(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bad.key");
  }
}
