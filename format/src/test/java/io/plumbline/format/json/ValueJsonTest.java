package io.plumbline.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

class ValueJsonTest {
  @Test
  void objects_writtenALineEach_haveNothingElseBetweenThem() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = ValueJson.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      for (int line = 0; line < 2; line++) {
        json.writeStartObject();
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }

    assertThat(out).hasToString("{}\n{}\n");
  }
}
