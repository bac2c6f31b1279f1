package io.plumbline.cli;

import io.plumbline.cli.PlaceOptions.Missing;
import io.plumbline.core.model.ScoringModel;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** What is put to use: a text that becomes a version, or a version that is there. */
sealed interface Candidate {
  /** Puts it to use, unless the live version says exactly this. */
  JsonNode use(ModelDesk desk, BiFunction<String, Integer, JsonNode> use);

  /** Puts it to use beside the live version, which has to say something else. */
  JsonNode tryOut(ModelDesk desk, BiFunction<String, Integer, JsonNode> use);

  /** The model, where its text is here. */
  Optional<ScoringModel> model();

  /** What becomes of publishing it where there is no store. */
  Missing withoutStore();

  /** A text that is added first. */
  record OfText(TextOptions.Given given) implements Candidate {
    @Override
    public Optional<ScoringModel> model() {
      return Optional.of(given.model());
    }

    @Override
    public JsonNode use(ModelDesk desk, BiFunction<String, Integer, JsonNode> use) {
      return NewVersion.of(desk, given.text()).use(use);
    }

    @Override
    public JsonNode tryOut(ModelDesk desk, BiFunction<String, Integer, JsonNode> use) {
      return NewVersion.of(desk, given.text()).tryOut(use);
    }

    @Override
    public Missing withoutStore() {
      return Missing.MAKE;
    }
  }

  /** A version by its number, which stays what it is where it cannot be put to use. */
  record OfNumber(String id, int version) implements Candidate {
    @Override
    public Optional<ScoringModel> model() {
      return Optional.empty();
    }

    @Override
    public JsonNode use(ModelDesk desk, BiFunction<String, Integer, JsonNode> use) {
      return SwitchText.done(use.apply(id, version));
    }

    @Override
    public JsonNode tryOut(ModelDesk desk, BiFunction<String, Integer, JsonNode> use) {
      return use(desk, use);
    }

    @Override
    public Missing withoutStore() {
      return Missing.REFUSE;
    }
  }
}
