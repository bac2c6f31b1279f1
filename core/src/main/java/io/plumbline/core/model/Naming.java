package io.plumbline.core.model;

import java.util.Set;
import java.util.regex.Pattern;

/** How ids, names and labels of a model are spelt, and which words are taken. */
public final class Naming {
  /** Words that conditions use, so that no attribute can be named so. */
  public static final Set<String> TAKEN_ATTRIBUTES = Set.of("all", "any", "not");

  /** Result columns that every model may have, so that no score can be named so. */
  public static final Set<String> TAKEN_COLUMNS =
      Set.of(
          "lead_id",
          "account_id",
          "total",
          "cell",
          "band",
          "qualified_by",
          "disqualified_by",
          "coverage",
          "explanation");

  /** What a score's grade column ends in. */
  public static final String GRADE_COLUMN = "_grade";

  /** Every event type. */
  public static final String EVERY_TYPE = "*";

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{Nd}_-]{0,62}");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");

  private Naming() {}

  /** Whether a model, rule or entry can have the id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Whether a score, group or band can have the name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether a grade can have the label: a name or a number. */
  public static boolean isLabel(String text) {
    return isName(text) || NUMBER.matcher(text).matches();
  }
}
