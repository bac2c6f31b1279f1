package io.plumbline.server.leads;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Test;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that a condition may want, read off its literals. They are guesses: whether one fulfils
 * the condition is for the engine to say.
 */
final class Witness {
  private static final int MOST = 20;

  private final LocalDate today;

  Witness(LocalDate today) {
    this.today = today;
  }

  /** Sets of values by name of which one may fulfil a condition. */
  List<Map<String, Value>> of(Condition condition) {
    if (condition instanceof Condition.Attribute attribute) {
      return of(attribute.test()).stream().map(it -> Map.of(attribute.name(), it)).toList();
    }
    if (condition instanceof Condition.Any any) {
      return any.conditions().stream().flatMap(it -> of(it).stream()).limit(MOST).toList();
    }
    if (condition instanceof Condition.All all) {
      return together(all.conditions());
    }
    return List.of();
  }

  private List<Map<String, Value>> together(List<Condition> conditions) {
    List<Map<String, Value>> sets = List.of(Map.of());
    for (Condition condition : conditions) {
      List<Map<String, Value>> more = new ArrayList<>();
      List<Map<String, Value>> own = of(condition);
      for (Map<String, Value> set : sets) {
        for (Map<String, Value> each : own.isEmpty() ? List.of(Map.<String, Value>of()) : own) {
          Map<String, Value> both = new LinkedHashMap<>(set);
          both.putAll(each);
          more.add(both);
        }
      }
      sets = more.subList(0, Math.min(MOST, more.size()));
    }
    return sets;
  }

  /** Values of which one may fulfil a test. */
  List<Value> of(Test test) {
    return test.operators().stream().flatMap(it -> of(it).stream()).limit(MOST).toList();
  }

  private List<Value> of(Operator operator) {
    if (operator instanceof Operator.Is is) {
      return List.of(value(is.literal()));
    }
    if (operator instanceof Operator.In in) {
      return in.literals().stream().map(Witness::value).toList();
    }
    if (operator instanceof Operator.TextMatch match) {
      return match.texts().stream()
          .map(text -> text.replace("*", "").replace('?', 'x').strip())
          .filter(text -> !text.isEmpty())
          .<Value>map(Value.Text::new)
          .toList();
    }
    if (operator instanceof Operator.Compare compare) {
      return List.of(
          new Value.Decimal(
              switch (compare.comparison()) {
                case AT_LEAST, AT_MOST -> compare.number();
                case MORE_THAN -> compare.number().add(BigDecimal.ONE);
                case LESS_THAN -> compare.number().subtract(BigDecimal.ONE);
              }));
    }
    return ofTime(operator);
  }

  private List<Value> ofTime(Operator operator) {
    if (operator instanceof Operator.Before before) {
      return List.of(new Value.Day(before.date().minusDays(1)));
    }
    if (operator instanceof Operator.After after) {
      return List.of(new Value.Day(after.date().plusDays(1)));
    }
    if (operator instanceof Operator.OlderThan older) {
      return List.of(new Value.Day(today.minusDays(older.days() + 1L)));
    }
    if (operator instanceof Operator.NewerThan) {
      return List.of(new Value.Day(today));
    }
    return operator instanceof Operator.Exists exists && exists.expected()
        ? List.of(new Value.Text("known"))
        : List.of();
  }

  private static Value value(Literal literal) {
    if (literal instanceof Literal.Decimal number) {
      return new Value.Decimal(number.number());
    }
    if (literal instanceof Literal.Bool bool) {
      return new Value.Bool(bool.truth());
    }
    if (literal instanceof Literal.Date date) {
      return new Value.Day(date.date());
    }
    return new Value.Text(((Literal.Text) literal).text());
  }
}
