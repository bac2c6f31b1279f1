package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema of messages: each type is in it, and what is no message is not let through. */
final class MessageDocumentTest {
  private static final Path ROOT = Path.of(System.getProperty("plumbline.root"));
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final String GOOD =
      "{\"type\":\"lead.merged\",\"timestamp\":\"2026-11-21T09:30:00Z\",\"data\":{"
          + "\"lead_id\":\"ana\",\"merged_lead_id\":\"x\",\"merge\":7,\"cause\":\"alias\"}}";

  @Test
  void schema_names_everyType() {
    JsonNode definitions = JsonMapper.shared().readTree(MessageDocument.schema()).path("$defs");
    List<String> types = new ArrayList<>();
    definitions.forEach(
        each -> each.at("/properties/type").findValuesAsString("const").forEach(types::add));

    assertThat(types)
        .containsExactlyInAnyOrderElementsOf(
            List.of(MessageType.values()).stream().map(MessageType::wire).toList());
  }

  @Test
  void message_thatIsNotAsDescribed_isFound() {
    assertThat(MessageSchema.findings(GOOD)).isEmpty();
    for (String wrong :
        List.of(
            GOOD.replace("\"merge\":7,", ""),
            GOOD.replace("\"merge\":7,", "\"merge\":7,\"more\":1,"),
            GOOD.replace("\"data\"", "\"more\":1,\"data\""),
            GOOD.replace("lead.merged", "lead.moved"),
            GOOD.replace("alias", "chance"))) {
      assertThat(wrong).isNotEqualTo(GOOD);
      assertThat(MessageSchema.findings(wrong)).as("%s", wrong).isNotEmpty();
    }
  }

  @Test
  void examples_ofTheSchemaAndThePages_areMessages() throws Exception {
    List<String> examples = new ArrayList<>();
    JsonMapper.shared()
        .readTree(MessageDocument.schema())
        .findValues("examples")
        .forEach(each -> each.forEach(example -> examples.add(example.toString())));
    for (String page : List.of("docs/reference/webhooks.md", "docs/guides/webhooks.md")) {
      Matcher matcher = EXAMPLE.matcher(Files.readString(ROOT.resolve(page)));
      while (matcher.find()) {
        examples.add(matcher.group(1));
      }
    }

    assertThat(examples).hasSizeGreaterThan(7);
    assertThat(examples).allSatisfy(it -> assertThat(MessageSchema.findings(it)).isEmpty());
  }
}
