package io.plumbline.server.live;

import io.plumbline.core.engine.PackedReader;
import io.plumbline.core.engine.PackedWriter;
import io.plumbline.core.fact.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values, instants and their absence as bytes, each with the number of its kind before it. */
final class ValueBytes {
  private static final int NONE = 0;
  private static final int TEXT = 1;
  private static final int WHOLE = 2;
  private static final int DECIMAL = 3;
  private static final int TRUE = 4;
  private static final int FALSE = 5;
  private static final int DAY = 6;
  private static final int MOMENT = 7;
  private static final int MANY = 8;
  private static final int MILLISECOND = 1_000_000;

  private ValueBytes() {}

  static void write(PackedWriter out, Optional<Value> value) {
    if (value.isEmpty()) {
      out.number(NONE);
    } else {
      write(out, value.get());
    }
  }

  private static void write(PackedWriter out, Value value) {
    if (value instanceof Value.Text text) {
      out.number(TEXT);
      out.text(text.text());
    } else if (value instanceof Value.Decimal decimal) {
      write(out, decimal.number());
    } else if (value instanceof Value.Bool bool) {
      out.number(bool.truth() ? TRUE : FALSE);
    } else if (value instanceof Value.Day day) {
      out.number(DAY);
      out.number(day.date().toEpochDay());
    } else if (value instanceof Value.Moment moment) {
      out.number(MOMENT);
      instant(out, moment.instant());
    } else if (value instanceof Value.Many many) {
      out.number(MANY);
      out.number(many.elements().size());
      many.elements().forEach(element -> write(out, element));
    }
  }

  private static void write(PackedWriter out, BigDecimal number) {
    if (number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE) {
      out.number(WHOLE);
      out.number(number.longValue());
    } else {
      out.number(DECIMAL);
      out.number(number.scale());
      out.integer(number.unscaledValue());
    }
  }

  static Optional<Value> read(PackedReader in) {
    int kind = (int) in.number();
    return kind == NONE ? Optional.empty() : Optional.of(value(in, kind));
  }

  private static Value value(PackedReader in, int kind) {
    return switch (kind) {
      case TEXT -> new Value.Text(in.text());
      case WHOLE -> new Value.Decimal(BigDecimal.valueOf(in.number()));
      case DECIMAL -> decimal(in);
      case TRUE -> new Value.Bool(true);
      case FALSE -> new Value.Bool(false);
      case DAY -> new Value.Day(LocalDate.ofEpochDay(in.number()));
      case MOMENT -> new Value.Moment(instant(in));
      case MANY -> many(in);
      default -> throw new IllegalArgumentException("a value of the unknown kind " + kind);
    };
  }

  private static Value decimal(PackedReader in) {
    int scale = (int) in.number();
    BigInteger unscaled = in.integer();
    return new Value.Decimal(new BigDecimal(unscaled == null ? BigInteger.ZERO : unscaled, scale));
  }

  private static Value many(PackedReader in) {
    int size = in.count();
    List<Value> elements = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      elements.add(value(in, (int) in.number()));
    }
    return new Value.Many(elements);
  }

  static void instant(PackedWriter out, Instant at) {
    out.number(at.getEpochSecond());
    int nano = at.getNano();
    out.number(nano % MILLISECOND == 0 ? nano / MILLISECOND * 2L : nano * 2L + 1);
  }

  static Instant instant(PackedReader in) {
    long second = in.number();
    long nano = in.number();
    return in.instant(second, (nano & 1) == 1 ? nano >> 1 : (nano >> 1) * MILLISECOND);
  }
}
