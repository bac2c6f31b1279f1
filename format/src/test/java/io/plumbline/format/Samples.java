package io.plumbline.format;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Contribution.Answer;
import io.plumbline.core.score.Contribution.Kind;
import io.plumbline.core.score.Evidence;
import io.plumbline.core.score.Evidence.AttributeFact;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import io.plumbline.core.score.Explanation.NextChange;
import io.plumbline.core.score.Explanation.Range;
import io.plumbline.core.score.Explanation.TotalPart;
import io.plumbline.core.score.Score;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One lead under the model of {@link SampleModel}, with figures worked out by hand. */
public final class Samples {
  public static final Instant AS_OF = Instant.parse("2026-11-21T10:00:00Z");
  public static final LocalDate DAY = LocalDate.parse("2026-11-21");

  private Samples() {}

  public static Points points(String number) {
    return Points.of(new BigDecimal(number)).orElseThrow();
  }

  public static Facts facts() {
    Map<String, Value> attributes =
        Map.of(
            "first_name", new Value.Text("Ada"),
            "last_name", new Value.Text("Lovelace"),
            "email", new Value.Text("ada@example.com"),
            "job_title", new Value.Text("CTO"),
            "country", new Value.Text("RO"));
    List<Event> events = new ArrayList<>();
    events.add(pricing("e2", "2026-11-09T08:00:00Z"));
    events.add(pricing("e5", "2026-11-16T12:00:00Z"));
    events.add(pricing("e7", "2026-11-20T09:30:00Z"));
    for (int click = 0; click < 6; click++) {
      events.add(new Event("", "email_click", Instant.parse("2026-10-02T08:00:00Z"), Map.of()));
    }
    events.add(new Event("", "email_click", Instant.parse("2026-11-20T09:30:00Z"), Map.of()));
    events.add(
        new Event(
            "",
            "form_submit",
            Instant.parse("2026-11-18T12:00:00Z"),
            Map.of("form", new Value.Text("Demo"))));
    return new Facts(new Subject("42", attributes), events);
  }

  private static Event pricing(String id, String at) {
    return new Event(
        id, "page_view", Instant.parse(at), Map.of("path", new Value.Text("/pricing/teams")));
  }

  public static Explanation explanation() {
    Score score =
        new Score(
            "42",
            "b2b-saas",
            AS_OF,
            DAY,
            Optional.of(points("45.6")),
            List.of(
                new Score.OfDimension("fit", points("28.667"), "C"),
                new Score.OfDimension("engagement", points("14.569"), "3")),
            "C3",
            "hot",
            "demo-request",
            "",
            points("41.86"));
    return new Explanation(
        score,
        List.of(
            new TotalPart("fit", Optional.of(Points.of(40)), points("19.111")),
            new TotalPart("engagement", Optional.of(Points.of(60)), points("26.489"))),
        change("2026-11-22", "45.198"),
        List.of(fit(), engagement()));
  }

  public static Optional<NextChange> change(String day, String points) {
    return Optional.of(new NextChange(LocalDate.parse(day), points(points)));
  }

  private static DimensionProof fit() {
    GroupProof role =
        new GroupProof(
            "role",
            points("26.667"),
            Optional.of(Points.of(40)),
            Points.of(10),
            Points.of(10),
            List.of(
                known(Kind.LOOKUP, "seniority", Answer.YES, 10, text("job_title", "CTO")),
                unknown(Kind.IF, "buyer", 0, 5, "buying_authority")));
    GroupProof company =
        new GroupProof(
            "company",
            Points.of(2),
            Optional.empty(),
            Points.of(2),
            Points.of(2),
            List.of(
                unknown(Kind.LOOKUP, "size", 2, 20, "employees"),
                known(Kind.IF, "wrong-country", Answer.NO, 0, text("country", "RO"))));
    return new DimensionProof(
        "fit",
        points("28.667"),
        "C",
        Optional.of(Points.ZERO),
        Optional.of(Points.of(60)),
        points("28.667"),
        new Range(points("26.667"), Points.of(60)),
        Optional.empty(),
        List.of(role, company));
  }

  private static DimensionProof engagement() {
    List<Contribution> rules =
        List.of(
            new Contribution.OfEvents(
                "pricing",
                Kind.POINTS,
                Points.of(6),
                points("4.569"),
                points("4.569"),
                events(3, "2026-11-09T08:00:00Z", List.of("e7", "e5", "e2"), Optional.empty())),
            new Contribution.OfEvents(
                "clicks",
                Kind.TIERS,
                Points.of(6),
                Points.of(6),
                Points.of(6),
                events(7, "2026-10-02T08:00:00Z", List.of(), Optional.empty())),
            new Contribution.OfEvents(
                "active",
                Kind.MEASURE,
                Points.of(4),
                Points.of(4),
                Points.of(4),
                events(3, "2026-11-09T08:00:00Z", List.of("e7", "e5", "e2"), measured(3))),
            new Contribution.OfEvents(
                "silent",
                Kind.MEASURE,
                Points.ZERO,
                Points.ZERO,
                Points.ZERO,
                events(11, "2026-10-02T08:00:00Z", List.of("e7", "e5", "e2"), measured(1))));
    GroupProof web =
        new GroupProof(
            "web", points("14.569"), Optional.empty(), points("14.569"), points("14.569"), rules);
    return new DimensionProof(
        "engagement",
        points("14.569"),
        "3",
        Optional.of(Points.ZERO),
        Optional.of(Points.of(33)),
        points("14.569"),
        new Range(points("14.569"), points("14.569")),
        change("2026-11-22", "14.348"),
        List.of(web));
  }

  public static AttributeFact text(String attribute, String value) {
    return new AttributeFact(attribute, Optional.of(new Value.Text(value)));
  }

  public static Contribution known(
      Kind kind, String rule, Answer answer, long points, AttributeFact... facts) {
    Points given = Points.of(points);
    return new Contribution.OfAttributes(
        rule, kind, answer, given, new Range(given, given), evidence(facts));
  }

  public static Contribution unknown(
      Kind kind, String rule, long points, long highest, String attribute) {
    return new Contribution.OfAttributes(
        rule,
        kind,
        Answer.UNKNOWN,
        Points.of(points),
        new Range(Points.ZERO, Points.of(highest)),
        evidence(new AttributeFact(attribute, Optional.empty())));
  }

  public static Evidence.Attributes evidence(AttributeFact... facts) {
    return new Evidence.Attributes(List.of(facts));
  }

  private static Evidence.Events events(
      long count, String first, List<String> ids, Optional<BigDecimal> measured) {
    return new Evidence.Events(
        count,
        Optional.of(Instant.parse(first)),
        Optional.of(Instant.parse("2026-11-20T09:30:00Z")),
        ids,
        measured);
  }

  private static Optional<BigDecimal> measured(long number) {
    return Optional.of(BigDecimal.valueOf(number));
  }
}
