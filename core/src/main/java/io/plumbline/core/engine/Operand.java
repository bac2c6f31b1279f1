package io.plumbline.core.engine;

import io.plumbline.core.fact.DecimalText;
import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import io.plumbline.core.fact.ZoneDays;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A known value with its readings as text, number, boolean and day, each made when first asked for.
 * Safe to share: a reading made twice is the same reading.
 */
public final class Operand {
  private static final long UNREAD = Long.MIN_VALUE;
  private static final long NOT_A_DAY = Long.MIN_VALUE + 1;

  private static final Operand[] NO_ELEMENTS = {};

  private final Value value;
  private final ZoneDays zone;
  private final Operand[] elements;
  private @Nullable String normal;
  private @Nullable BigDecimal decimal;
  private boolean decimalRead;
  private long day = UNREAD;

  private Operand(Value value, ZoneDays zone) {
    this.value = value;
    this.zone = zone;
    if (value instanceof Value.Many many) {
      List<Value> values = many.elements();
      elements = new Operand[values.size()];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = new Operand(values.get(i), zone);
      }
    } else {
      elements = NO_ELEMENTS;
    }
  }

  /** The operand of a value; nothing where the value is blank text and so unknown. */
  public static @Nullable Operand of(@Nullable Value value, ZoneDays zone) {
    if (value == null || (value instanceof Value.Text text && NormalText.isBlank(text.text()))) {
      return null;
    }
    if (value instanceof Value.Many many) {
      List<Value> known = many.elements().stream().filter(v -> of(v, zone) != null).toList();
      return known.isEmpty() ? null : new Operand(new Value.Many(known), zone);
    }
    return new Operand(value, zone);
  }

  /** The value as it was given, blank elements of a list left out. */
  public Value value() {
    return value;
  }

  boolean isList() {
    return elements.length > 0;
  }

  Operand[] elements() {
    return elements;
  }

  /** The normal text, or null where the value is of the wrong type. */
  @Nullable String text() {
    String known = normal;
    if (known == null) {
      if (value instanceof Value.Text text) {
        known = NormalText.of(text.text());
      } else if (value instanceof Value.Decimal number) {
        known = DecimalText.plain(number.number());
      } else if (value instanceof Value.Bool bool) {
        known = bool.truth() ? "true" : "false";
      } else {
        return null;
      }
      normal = known;
    }
    return known;
  }

  /** The number, or null where the value is of the wrong type. */
  @Nullable BigDecimal number() {
    if (!decimalRead) {
      if (value instanceof Value.Decimal number) {
        decimal = number.number();
      } else if (value instanceof Value.Text text) {
        decimal = DecimalText.parse(text.text()).orElse(null);
      }
      decimalRead = true;
    }
    return decimal;
  }

  /** Yes for true, no for false, unknown where the value is of the wrong type. */
  int truth() {
    if (value instanceof Value.Bool bool) {
      return Answer.of(bool.truth());
    }
    if (value instanceof Value.Text) {
      String text = text();
      if ("true".equals(text)) {
        return Answer.YES;
      }
      if ("false".equals(text)) {
        return Answer.NO;
      }
    }
    return Answer.UNKNOWN;
  }

  /** Whether the value is a date or an instant. */
  boolean isDay() {
    return epochDay() != NOT_A_DAY;
  }

  /** The day in the model's zone; meaningful only where {@link #isDay}. */
  long epochDay() {
    if (day == UNREAD) {
      day = readDay();
    }
    return day;
  }

  private long readDay() {
    Value read = value;
    if (value instanceof Value.Text text) {
      read = IsoTime.parse(text.text(), zone.zone()).orElse(value);
    }
    if (read instanceof Value.Day date) {
      return date.date().toEpochDay();
    }
    return read instanceof Value.Moment moment ? zone.day(moment.instant()) : NOT_A_DAY;
  }
}
