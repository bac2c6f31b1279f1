package io.plumbline.core.oracle;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Signal;
import io.plumbline.core.model.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Random facts about what a given model looks at, so that its rules hold now and then. */
public final class ModelFacts {
  /** The as-of of all these facts. */
  public static final Instant AS_OF = Instant.parse("2026-11-21T10:00:00Z");

  private static final int DAYS = 130;

  private final Dice dice;
  private final Map<String, List<Value>> attributes = new TreeMap<>();
  private final Map<String, List<Value>> properties = new TreeMap<>();
  private final List<String> types = new ArrayList<>(List.of("something_else"));

  public ModelFacts(ScoringModel model, Dice dice) {
    this.dice = dice;
    model.scores().stream()
        .flatMap(score -> score.groups().stream())
        .map(Group::rules)
        .forEach(rules -> rules.forEach(this::learn));
    Stream.concat(model.qualifiers().stream(), model.disqualifiers().stream()).forEach(this::learn);
  }

  /** The facts of one more subject. */
  public Facts facts(String id) {
    List<Event> events = new ArrayList<>();
    for (int i = dice.from(0, 40); i > 0; i--) {
      Duration age = Duration.ofMinutes(dice.from(-3_000, dice.of(10_000, DAYS * 1_440)));
      String eventId = dice.chance(15) ? "" : "e" + dice.from(0, 60);
      events.add(new Event(eventId, dice.of(types), AS_OF.minus(age), some(properties)));
    }
    return new Facts(new Subject(id, some(attributes)), events);
  }

  private Map<String, Value> some(Map<String, List<Value>> values) {
    Map<String, Value> known = new HashMap<>();
    values.forEach(
        (name, some) -> {
          if (dice.chance(65)) {
            Value one = dice.of(some);
            known.put(name, dice.chance(90) ? one : new Value.Many(List.of(one, dice.of(some))));
          }
        });
    return known;
  }

  private void learn(Rule rule) {
    if (rule instanceof Rule.If condition) {
      learn(condition.condition(), attributes);
    } else if (rule instanceof Rule.Lookup lookup) {
      for (Table.Row row : lookup.table().rows()) {
        if (row instanceof Table.Row.When when) {
          when.test().operators().forEach(op -> learn(op, lookup.attribute(), attributes));
        }
      }
    } else {
      learn(((Rule.OfEvents) rule).signal());
      if (rule instanceof Rule.Measured measured) {
        if (measured.measure() instanceof Measure.Sum sum) {
          learnNumber(BigDecimal.TEN, sum.property(), properties);
        } else if (measured.measure() instanceof Measure.Max max) {
          learnNumber(BigDecimal.TEN, max.property(), properties);
        }
      }
    }
  }

  private void learn(Entry entry) {
    entry.condition().ifPresent(condition -> learn(condition, attributes));
    entry.signal().ifPresent(this::learn);
  }

  private void learn(Signal signal) {
    types.addAll(signal.types());
    learn(signal.where(), properties);
  }

  private void learn(Condition condition, Map<String, List<Value>> values) {
    if (condition instanceof Condition.All all) {
      all.conditions().forEach(part -> learn(part, values));
    } else if (condition instanceof Condition.Any any) {
      any.conditions().forEach(part -> learn(part, values));
    } else if (condition instanceof Condition.Not not) {
      learn(not.condition(), values);
    } else {
      Condition.Attribute attribute = (Condition.Attribute) condition;
      attribute.test().operators().forEach(op -> learn(op, attribute.name(), values));
    }
  }

  private void learn(Operator operator, String name, Map<String, List<Value>> values) {
    List<Value> known = values.computeIfAbsent(name, n -> new ArrayList<>());
    known.add(new Value.Text("something else"));
    if (operator instanceof Operator.Is is) {
      known.add(value(is.literal()));
    } else if (operator instanceof Operator.IsNot isNot) {
      known.add(value(isNot.literal()));
    } else if (operator instanceof Operator.In in) {
      in.literals().forEach(literal -> known.add(value(literal)));
    } else if (operator instanceof Operator.NotIn notIn) {
      notIn.literals().forEach(literal -> known.add(value(literal)));
    } else if (operator instanceof Operator.TextMatch match) {
      match.texts().forEach(text -> known.add(new Value.Text(text.replace("*", " of "))));
      match.texts().forEach(text -> Value.ofText(text.replace("*", "")).ifPresent(known::add));
    } else if (operator instanceof Operator.Compare compare) {
      learnNumber(compare.number(), name, values);
    } else if (operator instanceof Operator.OlderThan older) {
      learnAge(older.days(), known);
    } else if (operator instanceof Operator.NewerThan newer) {
      learnAge(newer.days(), known);
    } else if (operator instanceof Operator.Before before) {
      known.add(new Value.Text(before.date().minusDays(1).toString()));
    } else if (operator instanceof Operator.After after) {
      known.add(new Value.Text(after.date() + "T23:59:59"));
    }
  }

  private static void learnAge(int days, List<Value> known) {
    for (int about = -1; about <= 1; about++) {
      Instant then = AS_OF.minus(Duration.ofDays(days + about));
      known.add(new Value.Moment(then));
      known.add(new Value.Text(then.toString().substring(0, 10)));
    }
  }

  private void learnNumber(BigDecimal number, String name, Map<String, List<Value>> values) {
    List<Value> known = values.computeIfAbsent(name, n -> new ArrayList<>());
    known.add(new Value.Decimal(number));
    known.add(new Value.Decimal(number.subtract(BigDecimal.ONE)));
    known.add(new Value.Text(" " + number.add(BigDecimal.ONE).toPlainString()));
  }

  private static Value value(Literal literal) {
    if (literal instanceof Literal.Text text) {
      return new Value.Text(text.text());
    }
    if (literal instanceof Literal.Decimal number) {
      return new Value.Decimal(number.number());
    }
    return literal instanceof Literal.Bool bool
        ? new Value.Bool(bool.truth())
        : new Value.Day(((Literal.Date) literal).date());
  }
}
