package io.plumbline.format.model;

import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Issue;
import io.plumbline.core.model.ModelCheck;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.model.Test;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Reads whom a model applies to: a document of its own, in YAML or JSON, that holds one condition
 * of the model language on a subject's attributes.
 *
 * <p>What comes of it is a model that disqualifies exactly those for whom the condition holds, so
 * that the one engine answers for slices too.
 */
public final class SliceReader {
  /** The id of the entry that holds for those who are in the slice. */
  public static final String ENTRY = "slice";

  /** Longer conditions are refused. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final String PLACE = "/disqualify/0/if";

  private SliceReader() {}

  /**
   * The model that stands for a condition, or all its errors.
   *
   * @param name what messages call the document
   * @param zone in which days begin and end: the model's
   */
  public static ModelReading read(String name, String text, ZoneId zone, SubjectKind subject) {
    Findings findings = new Findings();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_BYTES) {
      String found = "a condition of more than 64 KiB";
      String expected = "at most " + MAX_BYTES + " bytes";
      findings.error("too-large", "", Position.START, found, expected);
      SourceText none = new SourceText(name, "");
      return new ModelReading(Optional.empty(), findings.sorted(), List.of(), none);
    }
    SourceText source = ModelReader.source(name, bytes, findings);
    Optional<Node> root = findings.isEmpty() ? YamlTree.read(source, findings) : Optional.empty();
    if (root.isEmpty()) {
      return new ModelReading(Optional.empty(), findings.sorted(), List.of(), source);
    }
    Condition condition = ConditionReader.condition(new Place(root.get(), PLACE, findings));
    ScoringModel model = model(condition, zone, subject);
    Locator locator = new Locator(root.get());
    ModelCheck.errors(model, List.copyOf(findings.unread()))
        .forEach(issue -> findings.add(locator.locate(inDocument(issue))));
    List<Finding> errors =
        findings.sorted().stream()
            .map(it -> new Finding(inDocument(it.issue()), it.position()))
            .distinct()
            .toList();
    return errors.isEmpty()
        ? new ModelReading(Optional.of(model), List.of(), List.of(), source)
        : new ModelReading(Optional.empty(), errors, List.of(), source);
  }

  private static Issue inDocument(Issue issue) {
    return issue.path().startsWith(PLACE)
        ? Issue.error(
            issue.code(), issue.path().substring(PLACE.length()), issue.found(), issue.expected())
        : issue;
  }

  private static ScoringModel model(Condition condition, ZoneId zone, SubjectKind subject) {
    // A model has at least one rule; this one is never asked for its points.
    Condition known = new Condition.Attribute("id", Test.of(new Operator.Exists(true)));
    Rule nothing = new Rule.If("nothing", Caption.NONE, known, Points.ZERO);
    Group group =
        new Group(
            "all",
            Caption.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(nothing));
    Dimension score =
        new Dimension(
            "slice",
            Caption.NONE,
            Optional.of(Points.ZERO),
            Optional.empty(),
            List.of(group),
            List.of());
    Entry entry = new Entry(ENTRY, Caption.NONE, Optional.of(condition), Optional.empty(), 0, "");
    return new ScoringModel(
        "slice",
        Caption.NONE,
        zone,
        subject,
        List.of(score),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(entry));
  }
}
