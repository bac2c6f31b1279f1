package io.plumbline.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.format.json.ValueJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How the API writes JSON: names in snake case, what is absent left out, points and values exact,
 * instants as ISO 8601; unknown names in a request are mistakes, and so is null in a list.
 */
public final class ApiJson {
  private ApiJson() {}

  /** Sets a mapper up for the API. */
  public static JsonMapper.Builder configure(JsonMapper.Builder mapper) {
    return mapper
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .changeDefaultPropertyInclusion(
            usual -> usual.withValueInclusion(JsonInclude.Include.NON_ABSENT))
        .changeDefaultNullHandling(usual -> usual.withContentNulls(Nulls.FAIL))
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .addModule(module());
  }

  private static SimpleModule module() {
    SimpleModule module = new SimpleModule("plumbline");
    module.addSerializer(new PointsSerializer());
    module.addSerializer(new ValueSerializer());
    return module;
  }

  private static final class PointsSerializer extends StdSerializer<Points> {
    PointsSerializer() {
      super(Points.class);
    }

    @Override
    public void serialize(Points points, JsonGenerator json, SerializationContext context) {
      ValueJson.number(json, points.toDecimal());
    }
  }

  private static final class ValueSerializer extends StdSerializer<Value> {
    ValueSerializer() {
      super(Value.class);
    }

    @Override
    public void serialize(Value value, JsonGenerator json, SerializationContext context) {
      ValueJson.write(json, value);
    }
  }
}
