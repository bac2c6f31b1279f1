package io.plumbline.format.model;

import io.plumbline.core.fact.Value;
import io.plumbline.format.model.CoreSchema.Kind;
import io.plumbline.format.model.Node.Items;
import io.plumbline.format.model.Node.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads values of attributes and properties as JSON files give them: a date is a text, what is
 * blank, null or an object is unknown.
 */
final class CaseValue {
  private CaseValue() {}

  static Optional<Value> value(Place place) {
    if (place.node() instanceof Scalar) {
      return scalar(place);
    }
    if (place.node() instanceof Items items && !items.elements().isEmpty()) {
      List<Value> known = new ArrayList<>();
      for (Place element : place.items("")) {
        if (!(element.node() instanceof Scalar)) {
          return Optional.empty();
        }
        scalar(element).ifPresent(known::add);
      }
      return Value.ofElements(known);
    }
    return Optional.empty();
  }

  private static Optional<Value> scalar(Place place) {
    Kind kind = place.kind().orElse(Kind.NULL);
    String text = place.node() instanceof Scalar scalar ? scalar.text() : "";
    return switch (kind) {
      case NULL -> Optional.empty();
      case NUMBER -> {
        Optional<BigDecimal> number = place.number("a number");
        yield number.map(Value.Decimal::new);
      }
      case BOOL -> place.truth().map(Value.Bool::new);
      case NOT_FINITE -> {
        place.wrong("a finite number, or a text in quotes");
        yield Optional.empty();
      }
      case TEXT, DATE -> Value.ofText(text);
    };
  }
}
