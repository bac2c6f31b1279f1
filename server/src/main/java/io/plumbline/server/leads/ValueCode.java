package io.plumbline.server.leads;

import io.plumbline.core.fact.DecimalText;
import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Values as short runs of bytes, and how they are ordered: numbers, then days and instants, then
 * text in its normal form; a list goes by its first element. Texts that are plain numbers go among
 * the numbers, because senders are careless about quotes.
 */
final class ValueCode {
  /** Longer texts are cut in the index; the facts keep them. */
  static final int MOST_BYTES = 1024;

  /** Longer texts are no numbers here. */
  private static final int MOST_DIGITS = 100;

  private static final int NUMBERS = 0;
  private static final int TIMES = 1;
  private static final int TEXTS = 2;
  private static final int CLASS_SHIFT = 60;
  private static final int PREFIX_BYTES = 7;

  private ValueCode() {}

  static byte[] encode(Value value) {
    if (value instanceof Value.Many many) {
      return encodeList(many);
    }
    return (tag(value) + plain(value)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] encodeList(Value.Many many) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('L');
    for (Value element : many.elements()) {
      byte[] bytes = encode(element);
      if (out.size() + bytes.length + 2 > MOST_BYTES) {
        break;
      }
      out.write(bytes.length >>> 8);
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  static Value decode(byte[] bytes, int from, int length) {
    if (bytes[from] == 'L') {
      List<Value> elements = new ArrayList<>();
      int at = from + 1;
      while (at < from + length) {
        int size = ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
        elements.add(decode(bytes, at + 2, size));
        at += 2 + size;
      }
      return new Value.Many(elements);
    }
    String text = new String(bytes, from + 1, length - 1, StandardCharsets.UTF_8);
    return switch (bytes[from]) {
      case 'N' -> new Value.Decimal(new BigDecimal(text));
      case 'B' -> new Value.Bool(text.equals("true"));
      case 'D' -> new Value.Day(LocalDate.parse(text));
      case 'M' -> new Value.Moment(Instant.parse(text));
      default -> new Value.Text(text);
    };
  }

  private static char tag(Value value) {
    if (value instanceof Value.Decimal) {
      return 'N';
    }
    if (value instanceof Value.Bool) {
      return 'B';
    }
    if (value instanceof Value.Day) {
      return 'D';
    }
    return value instanceof Value.Moment ? 'M' : 'T';
  }

  /** A value other than a list as text: numbers by their plain digits. */
  static String plain(Value value) {
    if (value instanceof Value.Text text) {
      return cut(text.text());
    }
    if (value instanceof Value.Decimal decimal) {
      return DecimalText.plain(decimal.number());
    }
    if (value instanceof Value.Bool bool) {
      return Boolean.toString(bool.truth());
    }
    if (value instanceof Value.Day day) {
      return day.date().toString();
    }
    if (value instanceof Value.Moment moment) {
      return moment.instant().toString();
    }
    return plain(first(value));
  }

  private static String cut(String text) {
    int most = MOST_BYTES / 4;
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** A value, or the first of a list. */
  static Value first(Value value) {
    return value instanceof Value.Many many ? many.elements().get(0) : value;
  }

  /** A number that orders values as {@link #compare} does, as far as it goes; never negative. */
  static long prefix(Value value) {
    Value one = first(value);
    Optional<BigDecimal> number = number(one);
    if (number.isPresent()) {
      long bits = Double.doubleToLongBits(number.get().doubleValue());
      long ordered = bits < 0 ? ~bits : bits | Long.MIN_VALUE;
      return ((long) NUMBERS << CLASS_SHIFT) | (ordered >>> 4);
    }
    if (one instanceof Value.Day || one instanceof Value.Moment) {
      long seconds = instant(one).getEpochSecond();
      return ((long) TIMES << CLASS_SHIFT) | ((seconds + (1L << 58)) & ((1L << CLASS_SHIFT) - 1));
    }
    byte[] text = normal(one).getBytes(StandardCharsets.UTF_8);
    long prefix = 0;
    for (int i = 0; i < PREFIX_BYTES; i++) {
      prefix = (prefix << 8) | (i < text.length ? text[i] & 0xFF : 0);
    }
    return ((long) TEXTS << CLASS_SHIFT) | prefix;
  }

  /** The exact order of two values with the same prefix. */
  static int compare(Value left, Value right) {
    Value a = first(left);
    Value b = first(right);
    Optional<BigDecimal> number = number(a);
    Optional<BigDecimal> other = number(b);
    if (number.isPresent() && other.isPresent()) {
      return number.get().compareTo(other.get());
    }
    if (isTime(a) && isTime(b)) {
      return instant(a).compareTo(instant(b));
    }
    byte[] text = normal(a).getBytes(StandardCharsets.UTF_8);
    return Arrays.compareUnsigned(text, normal(b).getBytes(StandardCharsets.UTF_8));
  }

  static String normal(Value value) {
    return NormalText.of(plain(value));
  }

  private static boolean isTime(Value value) {
    return value instanceof Value.Day || value instanceof Value.Moment;
  }

  private static Instant instant(Value value) {
    if (value instanceof Value.Day day) {
      return day.date().atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return value instanceof Value.Moment moment ? moment.instant() : Instant.EPOCH;
  }

  /** The number that a value is, or that its text spells. */
  static Optional<BigDecimal> number(Value value) {
    if (value instanceof Value.Decimal decimal) {
      return Optional.of(decimal.number());
    }
    return value instanceof Value.Text text && text.text().length() <= MOST_DIGITS
        ? DecimalText.parse(text.text())
        : Optional.empty();
  }
}
