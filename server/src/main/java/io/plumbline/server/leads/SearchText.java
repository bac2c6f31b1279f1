package io.plumbline.server.leads;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The text in which a subject is searched: its id, e-mail address, name and company, each in its
 * normal form, with a character between them that no normal text holds.
 */
final class SearchText {
  private static final char BETWEEN = '\0';
  private static final int MOST_CHARS = 400;
  private static final List<String> NAMES =
      List.of(
          "email",
          "name",
          "full_name",
          "first_name",
          "firstName",
          "last_name",
          "lastName",
          "company",
          "company_name");

  private SearchText() {}

  static byte[] of(Subject subject) {
    StringBuilder text = new StringBuilder(96);
    text.append(NormalText.of(subject.id()));
    for (String name : NAMES) {
      Value value = subject.attributes().get(name);
      if (value != null) {
        // A first name and the last name after it are found as one text.
        boolean goesOn = name.startsWith("last") && text.length() > 0;
        text.append(goesOn ? ' ' : BETWEEN).append(ValueCode.normal(value));
      }
    }
    text.setLength(Math.min(text.length(), MOST_CHARS));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What to look for; empty where nothing is left of the text. */
  static Optional<Needle> needle(String asked) {
    String normal = NormalText.of(asked);
    return normal.isEmpty()
        ? Optional.empty()
        : Optional.of(Needle.of(normal.getBytes(StandardCharsets.UTF_8)));
  }
}
