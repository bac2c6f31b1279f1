package io.plumbline.core.engine;

import io.plumbline.core.fact.DecimalText;
import io.plumbline.core.fact.NormalText;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The content hash of a signal: what its state depends on, and nothing else. Signals of any model
 * with one key have one state, whatever their points, windows, decays, weights and bands.
 *
 * @param hash SHA-256 of the signal's canonical form, in hexadecimal
 */
public record SignalKey(String hash) {

  /**
   * The key of a signal.
   *
   * @param property whose numbers are summed and compared; empty for none
   */
  static SignalKey of(Signal signal, String property, ZoneId zone) {
    String types =
        signal.types().stream()
            .map(NormalText::of)
            .distinct()
            .sorted()
            .map(SignalKey::quoted)
            .collect(Collectors.joining(","));
    String canonical =
        String.join(
            "\n",
            "signal 1",
            types,
            canonical(signal.where()),
            Integer.toString(signal.perDay()),
            quoted(property),
            zone.getId());
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha256.digest(canonical.getBytes(StandardCharsets.UTF_8));
      return new SignalKey(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  private static String canonical(Condition condition) {
    if (condition instanceof Condition.All all) {
      return each("all", all.conditions().stream().map(SignalKey::canonical).toList());
    }
    if (condition instanceof Condition.Any any) {
      return each("any", any.conditions().stream().map(SignalKey::canonical).toList());
    }
    if (condition instanceof Condition.Not not) {
      return each("not", List.of(canonical(not.condition())));
    }
    Condition.Attribute test = (Condition.Attribute) condition;
    return quoted(test.name())
        + each("test", test.test().operators().stream().map(SignalKey::canonical).toList());
  }

  private static String canonical(Operator operator) {
    if (operator instanceof Operator.Is is) {
      return each("is", List.of(canonical(is.literal())));
    }
    if (operator instanceof Operator.IsNot isNot) {
      return each("is_not", List.of(canonical(isNot.literal())));
    }
    if (operator instanceof Operator.In in) {
      return each("in", in.literals().stream().map(SignalKey::canonical).toList());
    }
    if (operator instanceof Operator.NotIn notIn) {
      return each("not_in", notIn.literals().stream().map(SignalKey::canonical).toList());
    }
    if (operator instanceof Operator.TextMatch match) {
      return each(match.kind().name(), match.texts().stream().map(SignalKey::text).toList());
    }
    if (operator instanceof Operator.Compare compare) {
      return each(compare.comparison().name(), List.of(DecimalText.plain(compare.number())));
    }
    // Records of whole numbers, dates and booleans print what they hold.
    return operator.toString();
  }

  private static String canonical(Literal literal) {
    if (literal instanceof Literal.Text text) {
      return text(text.text());
    }
    return literal instanceof Literal.Decimal number
        ? DecimalText.plain(number.number())
        : literal.toString();
  }

  private static String text(String text) {
    return quoted(NormalText.of(text));
  }

  private static String each(String name, List<String> parts) {
    return name + parts.stream().sorted().collect(Collectors.joining(",", "(", ")"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
