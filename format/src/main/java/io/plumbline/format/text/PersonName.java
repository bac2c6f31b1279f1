package io.plumbline.format.text;

import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a subject is called, from attributes that usually say it. */
public final class PersonName {
  /** The attributes that are looked at. */
  public static final List<String> ATTRIBUTES =
      List.of("name", "first_name", "last_name", "email", "company");

  private PersonName() {}

  /** The name, the company and the mail address, as far as they are known. */
  public static List<String> of(Subject subject) {
    List<String> names = new ArrayList<>();
    String parts =
        Stream.of("first_name", "last_name")
            .flatMap(part -> text(subject, part).stream())
            .collect(Collectors.joining(" "));
    text(subject, "name")
        .or(() -> Optional.of(parts).filter(p -> !p.isEmpty()))
        .ifPresent(names::add);
    text(subject, "company").ifPresent(names::add);
    text(subject, "email").ifPresent(names::add);
    return names;
  }

  private static Optional<String> text(Subject subject, String attribute) {
    return Optional.ofNullable(subject.attributes().get(attribute))
        .filter(value -> !(value instanceof Value.Many))
        .map(Words::value)
        .filter(text -> !text.isEmpty());
  }
}
