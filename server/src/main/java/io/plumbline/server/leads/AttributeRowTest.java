package io.plumbline.server.leads;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A test of an attribute, asked once for each distinct value. */
final class AttributeRowTest implements RowTest {
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final AttributeColumn column;
  private final ValueTest test;
  private final Optional<Needle> needle;
  private final long[] prefixes;
  private byte[] answers;
  private int[] numbers = {};

  AttributeRowTest(AttributeColumn column, ValueTest test) {
    this.column = column;
    this.test = test;
    answers = new byte[column.dictionary().size() + 1];
    needle = needle(test);
    prefixes =
        test.words().stream()
            .mapToLong(word -> word.isBlank() ? 0 : ValueCode.prefix(new Value.Text(word)))
            .toArray();
  }

  private static Optional<Needle> needle(ValueTest test) {
    if (test.operator() != ValueTest.Operator.CONTAINS || test.words().size() != 1) {
      return Optional.empty();
    }
    byte[] bytes = NormalText.of(test.words().get(0)).getBytes(StandardCharsets.UTF_8);
    return bytes.length == 0 ? Optional.empty() : Optional.of(Needle.ofAnyCase(bytes));
  }

  @Override
  public void enter(int segment) {
    numbers = column.segment(segment);
  }

  @Override
  public boolean test(int row) {
    int number = numbers[row];
    if (number == ValueDictionary.UNKNOWN) {
      return test.holdsForUnknown();
    }
    if (number >= answers.length) {
      answers = Arrays.copyOf(answers, Math.max(number + 1, answers.length * 2));
    }
    if (answers[number] == 0) {
      answers[number] = ask(number) ? YES : NO;
    }
    return answers[number] == YES;
  }

  /** Most values are plain text: those are told apart without being made into objects. */
  private boolean ask(int number) {
    ValueDictionary dictionary = column.dictionary();
    if (dictionary.isSimple(number)) {
      if (needle.isPresent()) {
        return dictionary.contains(number, needle.get());
      }
      if (isEquality() && !mayEqual(dictionary.prefix(number))) {
        return test.operator().isNegation();
      }
    }
    return test.holds(dictionary.value(number));
  }

  private boolean isEquality() {
    return switch (test.operator()) {
      case IS, IS_NOT, IN, NOT_IN -> true;
      case CONTAINS, STARTS_WITH, AT_LEAST, AT_MOST, EXISTS -> false;
    };
  }

  private boolean mayEqual(long prefix) {
    for (long each : prefixes) {
      if (each == prefix) {
        return true;
      }
    }
    return false;
  }
}
