package io.plumbline.checks.reference;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The published JSON Schema of models. */
final class ModelSchema {
  static final Path ROOT = Path.of(System.getProperty("plumbline.root"));

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Schema schema;

  private ModelSchema(Schema schema) {
    this.schema = schema;
  }

  static ModelSchema read() throws IOException {
    String text = Files.readString(ROOT.resolve("docs/reference/model.schema.json"));
    return new ModelSchema(
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text));
  }

  /** What the schema has against a YAML file. */
  List<String> errors(String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(JSON.valueToTree(loaded)).stream()
        .map(error -> String.format(Locale.ROOT, "%s", error))
        .toList();
  }
}
