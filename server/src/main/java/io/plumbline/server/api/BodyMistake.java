package io.plumbline.server.api;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a body of JSON, and where, in words for whoever sent it. */
final class BodyMistake {
  private BodyMistake() {}

  static String of(JacksonException failure) {
    return what(failure) + where(failure) + ".";
  }

  private static String what(JacksonException failure) {
    if (failure instanceof StreamReadException) {
      return "The body is not JSON";
    }
    String field = field(failure);
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return "There is no field " + Problems.quoted(field) + " here; " + known(unknown);
    }
    if (failure instanceof InvalidNullException) {
      return "The field " + Problems.quoted(field) + " is null; expected a value";
    }
    if (failure instanceof MismatchedInputException mismatch) {
      return (field.isEmpty() ? "The body" : "The field " + Problems.quoted(field))
          + " is not "
          + wanted(mismatch.getTargetType());
    }
    return "The body is not the JSON that is expected here";
  }

  /** The path of a field, as {@code events[0]}. */
  private static String field(JacksonException failure) {
    return failure.getPath().stream()
        .map(
            step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getPropertyName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String known(UnrecognizedPropertyException unknown) {
    Collection<Object> names = unknown.getKnownPropertyIds();
    return names == null || names.isEmpty()
        ? "expected none"
        : "expected "
            + names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String wanted(Class<?> type) {
    if (type == null) {
      return "what is expected here";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == Instant.class) {
      return "an instant as 2026-11-21T10:00:00Z";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "as expected";
  }

  private static String where(JacksonException failure) {
    var place = failure.getLocation();
    return place == null || place.getLineNr() < 1
        ? ""
        : ": look at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }
}
