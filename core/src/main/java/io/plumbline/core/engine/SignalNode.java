package io.plumbline.core.engine;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Signal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A signal, compiled: which events count, and the number that each brings. */
public final class SignalNode {
  private static final int NO_PROPERTY = -1;
  private static final int DECIMALS = 6;

  private final SignalKey key;
  private final Set<String> types;
  private final boolean always;
  private final ConditionNode where;
  private final int perDay;
  private final int property;

  SignalNode(SignalKey key, Signal signal, String property, Slots properties) {
    this.key = key;
    types = signal.types().stream().map(NormalText::of).collect(Collectors.toUnmodifiableSet());
    always = signal.where().equals(Condition.ALWAYS);
    where = ConditionNode.compile(signal.where(), properties);
    perDay = signal.perDay();
    this.property = property.isEmpty() ? NO_PROPERTY : properties.of(property);
  }

  public SignalKey key() {
    return key;
  }

  /** How many events of a day count at most; 0 for all. */
  public int perDay() {
    return perDay;
  }

  /** Whether events of a type, in its normal form, may count. */
  public boolean hasType(String normalType) {
    return types.isEmpty() || types.contains(normalType);
  }

  /** Whether every event of its types counts, whatever its properties. */
  public boolean countsAlways() {
    return always;
  }

  /** Whether what counts may depend on the event's own day. */
  public boolean dependsOnDay() {
    return where.dependsOnDay();
  }

  /** The properties that decide whether an event counts. */
  public int[] slots() {
    return Outcomes.slotsOf(where);
  }

  /** Whether the numbers of a property are summed and compared. */
  public boolean readsNumber() {
    return property != NO_PROPERTY;
  }

  /** Whether an event of the signal's types counts, its day given. */
  public boolean matches(@Nullable Operand[] properties, int day) {
    return always || where.answer(properties, day) == Answer.YES;
  }

  /** The event's number in millionths; null where it has none. */
  public @Nullable BigInteger number(@Nullable Operand[] properties) {
    Operand operand = property == NO_PROPERTY ? null : properties[property];
    BigDecimal number = operand == null || operand.isList() ? null : operand.number();
    return number == null ? null : number.setScale(DECIMALS, RoundingMode.HALF_UP).unscaledValue();
  }
}
