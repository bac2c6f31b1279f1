package io.plumbline.format.text;

import io.plumbline.core.fact.Subject;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.TotalPart;
import io.plumbline.core.score.Score;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The first lines of an explanation: who it is, the total, the band, and why. */
record Headline(ScoringModel model, Explanation explanation, Layout layout) {

  String print(Subject subject) {
    Paint paint = new Paint(layout.colour());
    StringBuilder out = new StringBuilder();
    out.append(paint.bold(who(subject))).append('\n');
    lines(out, about()).append('\n');
    TextWidth.wrap(figures(), layout.width())
        .forEach(line -> out.append(paint.bold(line)).append('\n'));
    parts().forEach(part -> lines(out, "  " + part));
    raised().forEach(line -> lines(out, line));
    if (explanation.score().total().isPresent()) {
      String change =
          explanation
              .nextChange()
              .map(
                  next ->
                      "By itself the total becomes " + PersonExplanation.change(next, explanation))
              .orElse("The total does not change by itself");
      lines(out, change);
    }
    return out.toString();
  }

  private StringBuilder lines(StringBuilder out, String text) {
    int indent = text.length() - text.stripLeading().length();
    for (String line : TextWidth.wrap(text.strip(), layout.width() - indent)) {
      out.append(" ".repeat(indent)).append(line).append('\n');
    }
    return out;
  }

  private String who(Subject subject) {
    String kind = model.subject() == SubjectKind.ACCOUNT ? "account " : "lead ";
    String id = kind + TextWidth.clean(subject.id());
    List<String> names = PersonName.of(subject);
    String all = names.isEmpty() ? id : String.join(" · ", names) + " · " + id;
    return TextWidth.cut(all, layout.width());
  }

  private String about() {
    String title = TextWidth.clean(model.caption().titleOr(model.id()));
    String at =
        explanation
            .score()
            .asOf()
            .atZone(model.zone())
            .toLocalDateTime()
            .truncatedTo(ChronoUnit.SECONDS)
            .toString()
            .replace('T', ' ');
    return title + ", as of " + at + " (" + model.zone() + ")";
  }

  private String figures() {
    Score score = explanation.score();
    List<String> figures = new ArrayList<>();
    score.total().ifPresent(total -> figures.add("Total " + total));
    if (!score.band().isEmpty()) {
      figures.add(score.band());
    }
    if (!score.cell().isEmpty()) {
      figures.add("cell " + score.cell());
    }
    figures.add("coverage " + score.coverage() + "%");
    return String.join(" · ", figures);
  }

  /** How the scores make the total, where there are several. */
  private List<String> parts() {
    List<String> lines = new ArrayList<>();
    if (explanation.totalParts().size() < 2) {
      return lines;
    }
    for (TotalPart part : explanation.totalParts()) {
      lines.add(part.weight().map(weight -> weighed(part, weight)).orElseGet(() -> added(part)));
    }
    return lines;
  }

  private String weighed(TotalPart part, Points weight) {
    DimensionProof score =
        explanation.dimensions().stream()
            .filter(each -> each.name().equals(part.score()))
            .findFirst()
            .orElseThrow();
    String most = score.max().map(max -> " of " + max).orElse("");
    return part.points() + " of " + weight + " from " + title(part) + ", " + score.points() + most;
  }

  private String added(TotalPart part) {
    return part.points() + " from " + title(part);
  }

  private String title(TotalPart part) {
    Dimension score = model.score(part.score()).orElseThrow();
    return TextWidth.clean(score.caption().titleOr(score.name()));
  }

  /** What put the subject into its band whatever the points. */
  private List<String> raised() {
    Score score = explanation.score();
    List<String> lines = new ArrayList<>();
    for (Entry entry : model.disqualifiers()) {
      if (entry.id().equals(score.disqualifiedBy())) {
        lines.add("Disqualified by " + words(entry));
      }
    }
    for (Entry entry : model.qualifiers()) {
      if (entry.id().equals(score.qualifiedBy())) {
        lines.add("Qualified by " + words(entry) + ": band " + entry.band() + " or better");
      }
    }
    return lines;
  }

  private static String words(Entry entry) {
    String title = TextWidth.clean(entry.caption().title());
    return title.isEmpty() ? entry.id() : entry.id() + " (" + title + ")";
  }
}
