package io.plumbline.cli;

import io.plumbline.server.Refusal;
import io.plumbline.server.client.ClientException;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** A text that was added, or the live version where that says exactly this. */
record NewVersion(ModelDesk desk, JsonNode given) {

  static NewVersion of(ModelDesk desk, ModelDesk.Text text) {
    return new NewVersion(desk, desk.add(text));
  }

  /** Puts the draft to use; there has to be one. */
  JsonNode tryOut(BiFunction<String, Integer, JsonNode> use) {
    if (isLive(given)) {
      throw Failure.failed(live(given) + ": there is nothing to try");
    }
    return use(use);
  }

  /** Puts the draft to use, where there is one; what cannot be put to use is given up again. */
  JsonNode use(BiFunction<String, Integer, JsonNode> use) {
    if (isLive(given)) {
      return given;
    }
    String model = given.path("version").path("model").asString("");
    int number = (int) given.path("version").path("version").asLong();
    try {
      return SwitchText.done(use.apply(model, number));
    } catch (Failure | Refusal | ClientException failure) {
      giveUp(model, number, failure);
      throw failure;
    }
  }

  private void giveUp(String model, int number, RuntimeException failure) {
    try {
      desk.abandon(model, number);
    } catch (Refusal | ClientException further) {
      // It is in use after all, or the server is away: what was said first says more.
      failure.addSuppressed(further);
    }
  }

  /** Whether an answer is no run, but says that the live version says exactly this. */
  static boolean isLive(JsonNode answer) {
    return answer.path("unchanged").asBoolean(false);
  }

  static String live(JsonNode answer) {
    return SwitchText.name(answer.path("version")) + " is live and says exactly this";
  }
}
