package io.plumbline.format.model;

import io.plumbline.core.model.Limits;
import io.plumbline.format.model.Node.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a value without quotes is in the core schema of YAML 1.2, to which models add dates. {@code
 * no}, {@code yes} and {@code 1:30} are texts there, and whatever has quotes is one.
 */
final class CoreSchema {
  /** What a value is. */
  enum Kind {
    TEXT("the text"),
    NUMBER("the number"),
    BOOL("the boolean"),
    DATE("the date"),
    NULL("nothing"),
    NOT_FINITE("the number");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
  private static final Pattern BOOL = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern LARGE_EXPONENT = Pattern.compile(".*[eE][-+]?0*[0-9]{5,}");

  private CoreSchema() {}

  static Kind kind(Scalar scalar) {
    String text = scalar.text();
    if (!scalar.plain() || (text.length() > 10 && !mayBeNumber(text))) {
      return Kind.TEXT;
    }
    if (NULL.matcher(text).matches()) {
      return Kind.NULL;
    }
    if (BOOL.matcher(text).matches()) {
      return Kind.BOOL;
    }
    if (DATE.matcher(text).matches()) {
      return Kind.DATE;
    }
    if (NOT_FINITE.matcher(text).matches()) {
      return Kind.NOT_FINITE;
    }
    boolean number =
        DECIMAL.matcher(text).matches()
            || OCTAL.matcher(text).matches()
            || HEX.matcher(text).matches();
    return number ? Kind.NUMBER : Kind.TEXT;
  }

  private static boolean mayBeNumber(String text) {
    char first = text.charAt(0);
    return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
  }

  static boolean isWhole(Scalar scalar) {
    return scalar.plain() && WHOLE.matcher(scalar.text()).matches();
  }

  static boolean isDate(String text) {
    return DATE.matcher(text).matches();
  }

  static boolean truth(Scalar scalar) {
    return scalar.text().charAt(0) == 't' || scalar.text().charAt(0) == 'T';
  }

  /** The number that a scalar of its kind stands for; empty where it has too many digits. */
  static Optional<BigDecimal> number(Scalar scalar) {
    String text = scalar.text();
    if (text.length() > Limits.MAX_DIGITS + 10 || LARGE_EXPONENT.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number =
        text.startsWith("0x")
            ? new BigDecimal(new BigInteger(text.substring(2), 16))
            : text.startsWith("0o")
                ? new BigDecimal(new BigInteger(text.substring(2), 8))
                : new BigDecimal(text);
    return Optional.of(number).filter(Limits::allowsNumber);
  }
}
