package io.plumbline.format.text;

import io.plumbline.core.fact.Subject;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import io.plumbline.core.score.Explanation.NextChange;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The explanation of one lead's score as text for a person: what counted, why, and what could. */
public final class PersonExplanation {
  private static final String GAP = "   ";
  private static final int RULE_INDENT = 4;
  private static final int NARROWEST_WORDS = 20;
  private static final int LONGEST_TITLE = 36;
  private static final int SHORTEST_TITLE = 8;

  private final ScoringModel model;
  private final Explanation explanation;
  private final Reasons reasons;
  private final Layout layout;
  private final Paint paint;
  private final PointColumn points;
  private final int titleWidth;
  private final StringBuilder out = new StringBuilder();

  private PersonExplanation(ScoringModel model, Explanation explanation, Layout layout) {
    this.model = model;
    this.explanation = explanation;
    this.reasons = new Reasons(model);
    this.layout = layout;
    this.paint = new Paint(layout.colour());
    int room = layout.width() - RULE_INDENT - SHORTEST_TITLE - 2;
    this.points = PointColumn.of(groups().flatMap(this::shown).toList(), room);
    int widest =
        Stream.concat(
                groups().map(group -> TextWidth.of(title(group)) - 2),
                contributions().map(rule -> TextWidth.of(title(rule))))
            .mapToInt(width -> width)
            .max()
            .orElse(0);
    int most = Math.min(LONGEST_TITLE, layout.width() / 3);
    int left = SHORTEST_TITLE + room - points.width();
    this.titleWidth = Math.min(Math.min(widest, most), left);
  }

  /**
   * The explanation, line by line, each ended by a line feed.
   *
   * @param subject whose name is shown where an attribute tells it
   */
  public static String print(
      ScoringModel model, Subject subject, Explanation explanation, Layout layout) {
    return new PersonExplanation(model, explanation, layout).print(subject);
  }

  private String print(Subject subject) {
    out.append(new Headline(model, explanation, layout).print(subject));
    explanation.dimensions().forEach(this::score);
    return out.toString().replaceAll(" +\n", "\n");
  }

  private void score(DimensionProof score) {
    String title = model.score(score.name()).orElseThrow().caption().titleOr(score.name());
    StringBuilder heading = new StringBuilder();
    heading.append(TextWidth.cut(TextWidth.clean(title), layout.width() / 3));
    heading.append("  ").append(score.points());
    score.max().ifPresent(max -> heading.append(" of ").append(max));
    if (!score.grade().isEmpty()) {
      heading.append(", grade ").append(score.grade());
    }
    out.append('\n');
    TextWidth.wrap(heading.toString(), layout.width())
        .forEach(line -> out.append(paint.bold(line)).append('\n'));
    score.groups().forEach(this::group);
    limits(score).ifPresent(this::note);
    if (!score.range().lowest().equals(score.range().highest())) {
      note(
          "With all attributes known: between "
              + score.range().lowest()
              + " and "
              + score.range().highest());
    }
    score.nextChange().ifPresent(change -> note("By itself: " + change(change, explanation)));
  }

  private static Optional<String> limits(DimensionProof score) {
    if (score.points().equals(score.sum())) {
      return Optional.empty();
    }
    boolean raised = score.points().compareTo(score.sum()) > 0;
    String limit = raised ? "raised to the floor of " : "cut to the ceiling of ";
    return Optional.of("The groups add up to " + score.sum() + ", " + limit + score.points());
  }

  private void group(GroupProof group) {
    String title = TextWidth.cut(title(group), titleWidth + 2);
    Optional<Points> most = most(group);
    String left = "  " + TextWidth.padRight(title, titleWidth + 2) + "  ";
    row(left, points.of(group.points(), most), groupWords(group), Tone.PLAIN);
    for (Contribution rule : group.rules()) {
      rule(rule);
    }
  }

  private void rule(Contribution contribution) {
    Reasons.Reason reason = reasons.reason(explanation, contribution);
    String title = TextWidth.cut(reason.title(), titleWidth);
    String left = " ".repeat(RULE_INDENT) + TextWidth.padRight(title, titleWidth) + "  ";
    Optional<Points> most = most(contribution);
    row(left, points.of(contribution.points(), most), reason.words(), tone(contribution));
  }

  private static Tone tone(Contribution contribution) {
    int sign = Long.signum(contribution.points().thousandths());
    return sign > 0 ? Tone.GOOD : sign < 0 ? Tone.BAD : Tone.DIM;
  }

  private enum Tone {
    PLAIN,
    GOOD,
    BAD,
    DIM
  }

  /** A line of the table; words that are too long for it go on below themselves. */
  private void row(String left, String figures, String words, Tone tone) {
    int column = TextWidth.of(left + figures + GAP);
    boolean below = layout.width() - column < NARROWEST_WORDS;
    int indent = below ? RULE_INDENT + 2 : column;
    List<String> lines = TextWidth.wrap(words, layout.width() - indent);
    out.append(painted(left, figures, tone));
    if (!below && !words.isEmpty()) {
      out.append(GAP).append(quiet(lines.get(0), tone));
    }
    out.append('\n');
    for (String line : below ? lines : lines.subList(1, lines.size())) {
      if (!line.isEmpty()) {
        out.append(" ".repeat(indent)).append(quiet(line, tone)).append('\n');
      }
    }
  }

  private String painted(String left, String figures, Tone tone) {
    return switch (tone) {
      case PLAIN -> left + figures;
      case GOOD -> left + paint.good(figures);
      case BAD -> left + paint.bad(figures);
      case DIM -> paint.dim(left + figures);
    };
  }

  private String quiet(String words, Tone tone) {
    return tone == Tone.DIM || tone == Tone.PLAIN ? paint.dim(words) : words;
  }

  private void note(String text) {
    for (String line : TextWidth.wrap(text, layout.width() - 2)) {
      out.append("  ").append(line).append('\n');
    }
  }

  /** When points change by themselves, and to what. */
  static String change(NextChange change, Explanation explanation) {
    long days = ChronoUnit.DAYS.between(explanation.score().day(), change.day());
    return change.points() + " from " + change.day() + " on, in " + Words.count(days, "day");
  }

  private String groupWords(GroupProof group) {
    StringBuilder words = new StringBuilder();
    if (!group.limited().equals(group.sum())) {
      boolean cut = group.limited().compareTo(group.sum()) < 0;
      words.append("sum ").append(group.sum());
      words.append(cut ? ", at most " : ", at least ").append(group.limited());
    }
    if (group.weight().isPresent()) {
      Optional<Points> largest = reasons.group(group).flatMap(Group::largestSum);
      words.append(words.length() == 0 ? "" : "; ").append(group.limited());
      largest.ifPresent(most -> words.append(" of ").append(most));
      words.append(" makes ").append(group.points());
      words.append(" of ").append(group.weight().get());
    }
    return words.toString();
  }

  private String title(GroupProof group) {
    return TextWidth.clean(
        reasons.group(group).map(each -> each.caption().titleOr(each.name())).orElse(group.name()));
  }

  private String title(Contribution rule) {
    return TextWidth.clean(reasons.rule(rule.rule()).caption().titleOr(rule.rule()));
  }

  private Optional<Points> most(GroupProof group) {
    return reasons.group(group).flatMap(Group::maximum).filter(most -> !most.equals(Points.ZERO));
  }

  private Optional<Points> most(Contribution rule) {
    return reasons.rule(rule.rule()).largestPoints().filter(most -> !most.equals(Points.ZERO));
  }

  private Stream<GroupProof> groups() {
    return explanation.dimensions().stream().flatMap(score -> score.groups().stream());
  }

  private Stream<Contribution> contributions() {
    return groups().flatMap(group -> group.rules().stream());
  }

  private Stream<PointColumn.Shown> shown(GroupProof group) {
    return Stream.concat(
        Stream.of(new PointColumn.Shown(group.points(), most(group))),
        group.rules().stream().map(rule -> new PointColumn.Shown(rule.points(), most(rule))));
  }
}
