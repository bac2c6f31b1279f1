package io.plumbline.format.facts;

import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.fact.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** What the cells of a Parquet column of some type mean. */
final class ParquetCells {
  private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final long JULIAN_1970 = 2_440_588;

  private enum Kind {
    TEXT,
    NUMBER,
    UNSIGNED,
    DECIMAL,
    DATE,
    TIMESTAMP,
    TIME,
    UUID,
    INT96,
    UNKNOWN
  }

  private final Kind kind;
  private final ZoneId zone;
  private final int scale;
  private final long unitsPerSecond;
  private final boolean local;

  ParquetCells(PrimitiveType type, ZoneId zone) {
    this.zone = zone;
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    kind = kind(type.getPrimitiveTypeName(), logical);
    scale = logical instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale() : 0;
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      unitsPerSecond = unitsPerSecond(timestamp.getUnit());
      local = !timestamp.isAdjustedToUTC();
    } else {
      unitsPerSecond =
          logical instanceof TimeLogicalTypeAnnotation time ? unitsPerSecond(time.getUnit()) : 1;
      local = false;
    }
  }

  private static Kind kind(
      PrimitiveTypeName type, @org.jspecify.annotations.Nullable LogicalTypeAnnotation logical) {
    if (logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation) {
      return Kind.TEXT;
    }
    if (logical instanceof DecimalLogicalTypeAnnotation) {
      return Kind.DECIMAL;
    }
    if (logical instanceof IntLogicalTypeAnnotation whole) {
      return whole.isSigned() ? Kind.NUMBER : Kind.UNSIGNED;
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return Kind.DATE;
    }
    if (logical instanceof TimestampLogicalTypeAnnotation) {
      return Kind.TIMESTAMP;
    }
    if (logical instanceof TimeLogicalTypeAnnotation) {
      return Kind.TIME;
    }
    if (logical instanceof UUIDLogicalTypeAnnotation) {
      return Kind.UUID;
    }
    return logical == null ? plainKind(type) : Kind.UNKNOWN;
  }

  private static Kind plainKind(PrimitiveTypeName type) {
    return switch (type) {
      case BINARY -> Kind.TEXT;
      case INT32, INT64, FLOAT, DOUBLE, BOOLEAN -> Kind.NUMBER;
      case INT96 -> Kind.INT96;
      case FIXED_LEN_BYTE_ARRAY -> Kind.UNKNOWN;
    };
  }

  private static long unitsPerSecond(LogicalTypeAnnotation.TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1_000;
      case MICROS -> 1_000_000;
      case NANOS -> 1_000_000_000;
    };
  }

  /** Whether the cells are text. */
  boolean isText() {
    return kind == Kind.TEXT;
  }

  /** Whether the cells are plain whole numbers. */
  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /** Units of a second where the cells are instants, else 0. */
  long instantUnitsPerSecond() {
    return kind == Kind.TIMESTAMP && !local ? unitsPerSecond : 0;
  }

  Optional<Value> value(byte[] cell) {
    return switch (kind) {
      case TEXT -> text(cell, 0, cell.length);
      case DECIMAL -> decimal(cell);
      case UUID -> uuid(cell);
      case INT96 -> int96(cell);
      case NUMBER, UNSIGNED, DATE, TIMESTAMP, TIME, UNKNOWN -> Optional.empty();
    };
  }

  Optional<Value> value(long cell) {
    return switch (kind) {
      case NUMBER -> Optional.of(new Value.Decimal(BigDecimal.valueOf(cell)));
      case UNSIGNED -> Optional.of(new Value.Decimal(new BigDecimal(Long.toUnsignedString(cell))));
      case DECIMAL -> Optional.of(new Value.Decimal(BigDecimal.valueOf(cell, scale)));
      case DATE -> day(cell);
      case TIMESTAMP -> timestamp(cell);
      case TIME -> time(cell);
      case TEXT, UUID, INT96, UNKNOWN -> Optional.empty();
    };
  }

  /** A short number as a long one. */
  long widened(int cell) {
    return kind == Kind.UNSIGNED ? Integer.toUnsignedLong(cell) : cell;
  }

  /** The exact decimal of a number's shortest text. */
  Optional<Value> value(double cell, String shortest) {
    return Double.isFinite(cell)
        ? Optional.of(new Value.Decimal(new BigDecimal(shortest)))
        : Optional.empty();
  }

  /** UTF-8 as a value; what is no UTF-8 is unknown. */
  static Optional<Value> text(byte[] bytes, int from, int to) {
    return Survey.firstBadUtf8(bytes, from, to) >= 0
        ? Optional.empty()
        : Value.ofText(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  private Optional<Value> decimal(byte[] bytes) {
    // The longest number that is one elsewhere has a thousand digits.
    return bytes.length == 0 || bytes.length > 400
        ? Optional.empty()
        : Optional.of(new Value.Decimal(new BigDecimal(new BigInteger(bytes), scale)));
  }

  private static Optional<Value> uuid(byte[] bytes) {
    if (bytes.length != 16) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return Optional.of(new Value.Text(new UUID(buffer.getLong(), buffer.getLong()).toString()));
  }

  private static Optional<Value> int96(byte[] bytes) {
    if (bytes.length != 12) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanoseconds = buffer.getLong();
    long day = Integer.toUnsignedLong(buffer.getInt()) - JULIAN_1970;
    return moment(Instant.ofEpochSecond(day * 86_400, nanoseconds));
  }

  private static Optional<Value> day(long day) {
    return day < FIRST_DAY || day > LAST_DAY
        ? Optional.empty()
        : Optional.of(new Value.Day(LocalDate.ofEpochDay(day)));
  }

  private Optional<Value> timestamp(long cell) {
    long second = Math.floorDiv(cell, unitsPerSecond);
    long nano = Math.floorMod(cell, unitsPerSecond) * (1_000_000_000 / unitsPerSecond);
    if (second < FIRST_DAY * 86_400 || second > (LAST_DAY + 1) * 86_400) {
      return Optional.empty();
    }
    return moment(
        local
            ? LocalDateTime.ofEpochSecond(second, (int) nano, ZoneOffset.UTC)
                .atZone(zone)
                .toInstant()
            : Instant.ofEpochSecond(second, nano));
  }

  private Optional<Value> time(long cell) {
    long nanoOfDay = cell * (1_000_000_000 / unitsPerSecond);
    boolean within = cell >= 0 && cell < 86_400 * unitsPerSecond;
    return within
        ? Optional.of(new Value.Text(LocalTime.ofNanoOfDay(nanoOfDay).toString()))
        : Optional.empty();
  }

  private static Optional<Value> moment(Instant instant) {
    return instant.isBefore(IsoTime.MIN) || instant.isAfter(IsoTime.MAX)
        ? Optional.empty()
        : Optional.of(new Value.Moment(instant));
  }
}
