package io.plumbline.core.oracle;

import static io.plumbline.core.score.Contribution.Answer.NO;
import static io.plumbline.core.score.Contribution.Answer.UNKNOWN;
import static io.plumbline.core.score.Contribution.Answer.YES;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Test;
import io.plumbline.core.score.Contribution.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Conditions as section 4 of the specification has them.
 *
 * @param zone the model's
 * @param today to which the age of a date is counted: "D in `if`", "the event's own day d in
 *     `where`"
 */
record OracleConditions(ZoneId zone, LocalDate today) {

  Answer answer(Condition condition, Map<String, Value> known) {
    if (condition instanceof Condition.All all) {
      return all(all.conditions().stream().map(part -> answer(part, known)).toList());
    }
    if (condition instanceof Condition.Any any) {
      return any(any.conditions().stream().map(part -> answer(part, known)).toList());
    }
    if (condition instanceof Condition.Not not) {
      return not(answer(not.condition(), known));
    }
    Condition.Attribute attribute = (Condition.Attribute) condition;
    return answer(attribute.test(), Optional.ofNullable(known.get(attribute.name())));
  }

  /** "all: no if one is no, else unknown if one is unknown, else yes." */
  static Answer all(List<Answer> answers) {
    return answers.contains(NO) ? NO : answers.contains(UNKNOWN) ? UNKNOWN : YES;
  }

  /** "any: yes if one is yes, else unknown if one is unknown, else no." */
  static Answer any(List<Answer> answers) {
    return answers.contains(YES) ? YES : answers.contains(UNKNOWN) ? UNKNOWN : NO;
  }

  /** "`not` swaps yes and no." */
  static Answer not(Answer answer) {
    return answer == YES ? NO : answer == NO ? YES : UNKNOWN;
  }

  /**
   * "On a list, one element must meet all operators of the test but `is_not`, `not_in` and
   * `exists`, which are asked of the list as a whole; over the elements answers combine as `any`."
   */
  Answer answer(Test test, Optional<Value> value) {
    List<Answer> whole = new ArrayList<>();
    List<Operator> ofOneElement = new ArrayList<>();
    for (Operator operator : test.operators()) {
      if (operator instanceof Operator.Exists exists) {
        whole.add(exists.expected() == value.isPresent() ? YES : NO);
      } else if (value.isEmpty()) {
        // "A test on an unknown attribute ... is unknown; `exists` never is."
        whole.add(UNKNOWN);
      } else if (operator instanceof Operator.IsNot isNot) {
        // "`is_not` and `not_in` as `not` of `is` and `in`"
        whole.add(not(ofElements(List.of(new Operator.Is(isNot.literal())), value.get())));
      } else if (operator instanceof Operator.NotIn notIn) {
        whole.add(not(ofElements(List.of(new Operator.In(notIn.literals())), value.get())));
      } else {
        ofOneElement.add(operator);
      }
    }
    if (!ofOneElement.isEmpty()) {
      whole.add(ofElements(ofOneElement, value.orElseThrow()));
    }
    return all(whole);
  }

  private Answer ofElements(List<Operator> operators, Value value) {
    List<Value> elements = value instanceof Value.Many many ? many.elements() : List.of(value);
    List<Answer> answers = new ArrayList<>();
    for (Value element : elements) {
      answers.add(all(operators.stream().map(operator -> answer(operator, element)).toList()));
    }
    return any(answers);
  }

  /**
   * "A value that cannot be read as the literal's (or the operator's) type is of the wrong type."
   */
  private Answer answer(Operator operator, Value value) {
    if (operator instanceof Operator.Is is) {
      return is(is.literal(), value);
    }
    if (operator instanceof Operator.In in) {
      // "`in` answers as `any` over its literals"
      return any(in.literals().stream().map(literal -> is(literal, value)).toList());
    }
    if (operator instanceof Operator.TextMatch match) {
      return text(value)
          .map(text -> of(match.texts().stream().anyMatch(m -> holds(match.kind(), m, text))))
          .orElse(UNKNOWN);
    }
    if (operator instanceof Operator.Compare compare) {
      return number(value).map(n -> of(holds(compare, n))).orElse(UNKNOWN);
    }
    return OracleTime.dayOf(value, zone).map(day -> of(holds(operator, day))).orElse(UNKNOWN);
  }

  private static Answer of(boolean holds) {
    return holds ? YES : NO;
  }

  /** "The model's literal gives the type of the comparison." */
  private Answer is(Literal literal, Value value) {
    if (literal instanceof Literal.Text text) {
      return text(value).map(t -> of(t.equals(OracleText.normal(text.text())))).orElse(UNKNOWN);
    }
    if (literal instanceof Literal.Decimal number) {
      return number(value).map(n -> of(n.compareTo(number.number()) == 0)).orElse(UNKNOWN);
    }
    if (literal instanceof Literal.Bool bool) {
      return truth(value).map(b -> of(b == bool.truth())).orElse(UNKNOWN);
    }
    LocalDate date = ((Literal.Date) literal).date();
    return OracleTime.dayOf(value, zone).map(day -> of(day.equals(date))).orElse(UNKNOWN);
  }

  /**
   * "For a text literal, a number counts as its plain digits without trailing zeros, a boolean as
   * true or false." Dates and instants that are not text are of the wrong type.
   */
  private static Optional<String> text(Value value) {
    if (value instanceof Value.Text text) {
      return Optional.of(OracleText.normal(text.text()));
    }
    if (value instanceof Value.Decimal decimal) {
      return Optional.of(OracleText.plainDigits(decimal.number()));
    }
    return value instanceof Value.Bool bool
        ? Optional.of(bool.truth() ? "true" : "false")
        : Optional.empty();
  }

  /** "Numbers compare as decimals (1 = 1.0)." */
  static Optional<BigDecimal> number(Value value) {
    if (value instanceof Value.Decimal decimal) {
      return Optional.of(decimal.number());
    }
    return value instanceof Value.Text text ? OracleText.number(text.text()) : Optional.empty();
  }

  /** "Text true or false (normalised) counts as one where the literal is one." */
  private static Optional<Boolean> truth(Value value) {
    if (value instanceof Value.Bool bool) {
      return Optional.of(bool.truth());
    }
    if (value instanceof Value.Text text) {
      String normal = OracleText.normal(text.text());
      return normal.equals("true")
          ? Optional.of(true)
          : normal.equals("false") ? Optional.of(false) : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean holds(Operator.TextKind kind, String literal, String text) {
    String normal = OracleText.normal(literal);
    return switch (kind) {
      case CONTAINS -> text.contains(normal);
      case STARTS_WITH -> text.startsWith(normal);
      case ENDS_WITH -> text.endsWith(normal);
      case MATCHES -> OracleText.matches(normal, text);
    };
  }

  private static boolean holds(Operator.Compare compare, BigDecimal number) {
    int sign = number.compareTo(compare.number());
    return switch (compare.comparison()) {
      case AT_LEAST -> sign >= 0;
      case AT_MOST -> sign <= 0;
      case MORE_THAN -> sign > 0;
      case LESS_THAN -> sign < 0;
    };
  }

  /** "`before`, `after` (dates, exclusive), `older_than`, `newer_than` (age > N, age < N)". */
  private boolean holds(Operator operator, LocalDate day) {
    if (operator instanceof Operator.Before before) {
      return day.isBefore(before.date());
    }
    if (operator instanceof Operator.After after) {
      return day.isAfter(after.date());
    }
    long age = ChronoUnit.DAYS.between(day, today);
    if (operator instanceof Operator.OlderThan older) {
      return age > older.days();
    }
    return age < ((Operator.NewerThan) operator).days();
  }
}
