package io.plumbline.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the document describes records: properties as {@link ApiJson} writes them, those that are no
 * {@code Optional} always there, and each record under a name of its own.
 */
public final class RecordSchemas extends ModelResolver {
  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  public RecordSchemas(ObjectMapper mapper) {
    super(
        mapper.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE), new Names());
    openapi31(true);
  }

  @Override
  @SuppressWarnings("rawtypes") // So says the class above.
  public Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
    Schema<?> resolved = super.resolve(type, context, next);
    if (type.getType() != null) {
      JavaType java = _mapper.constructType(type.getType());
      Class<?> raw = java.getRawClass();
      // What leaves out more than it has to says so itself.
      if (raw.isRecord() && !raw.isAnnotationPresent(JsonInclude.class)) {
        Optional.ofNullable(context.getDefinedModels().get(_typeName(java)))
            .ifPresent(defined -> require(defined, raw));
      }
    }
    return resolved;
  }

  private static void require(Schema<?> schema, Class<?> type) {
    if (schema.getProperties() == null) {
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      String name = SNAKE_CASE.translate(component.getName());
      boolean always = component.getType() != Optional.class;
      Words words = component.getAnnotation(Words.class);
      if (words != null) {
        Optional.ofNullable(schema.getProperties().get(name)).ifPresent(it -> list(it, words));
      }
      if (always && schema.getProperties().containsKey(name)) {
        schema.addRequiredItem(name);
      }
    }
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // So the library gives properties.
  private static void list(Schema property, Words words) {
    Stream<String> constants =
        Arrays.stream(words.value().getEnumConstants())
            .map(
                constant -> constant.name().toLowerCase(Locale.ROOT).replace("_", words.between()));
    property.setEnum(Stream.concat(constants, Arrays.stream(words.also())).toList());
  }

  /** A record inside a controller is called after it: the Shown of users is a User. */
  private static final class Names extends TypeNameResolver {
    private static final String CONTROLLER = "Controller";

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
      Class<?> outer = type.getEnclosingClass();
      if (outer == null || !outer.getSimpleName().endsWith(CONTROLLER) || isNamed(type)) {
        return super.nameForClass(type, options);
      }
      String noun = outer.getSimpleName().replace(CONTROLLER, "");
      String name = type.getSimpleName().replace("Shown", "");
      return name.startsWith(noun) ? name : noun + name;
    }

    private static boolean isNamed(Class<?> type) {
      var schema = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
      return schema != null && !schema.name().isEmpty();
    }
  }
}
