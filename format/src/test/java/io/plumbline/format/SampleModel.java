package io.plumbline.format;

import static io.plumbline.format.Samples.points;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Decay;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Signal;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.model.Table;
import io.plumbline.core.model.Test;
import io.plumbline.core.model.Total;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The model that the specification shows in its section 3, with a few titles. */
public final class SampleModel {
  private SampleModel() {}

  public static ScoringModel model() {
    return new ScoringModel(
        "b2b-saas",
        new Caption("B2B software", ""),
        ZoneId.of("Europe/Bucharest"),
        SubjectKind.LEAD,
        List.of(fit(), engagement()),
        Optional.of(
            new Total.Weighted(
                List.of(
                    new Total.Weight("fit", Points.of(40)),
                    new Total.Weight("engagement", Points.of(60))))),
        Optional.of(new Matrix("fit", "engagement")),
        bands(),
        List.of(demoRequest()),
        List.of(
            disqualifier("competitor", "email_domain", new Literal.Text("rival.example")),
            disqualifier("do-not-contact", "do_not_contact", new Literal.Bool(true))));
  }

  private static List<Band> bands() {
    return List.of(
        new Band("hot", new Caption("Hot", "Call today."), new Band.Test.AtLeast(Points.of(70))),
        new Band(
            "warm",
            new Caption("Warm", "Invite to the next webinar."),
            new Band.Test.AtLeast(Points.of(40))),
        new Band("cold", Caption.NONE, new Band.Test.Otherwise()));
  }

  private static Entry demoRequest() {
    Condition demo = is("form", new Literal.Text("demo"));
    return new Entry(
        "demo-request",
        new Caption("Asked for a demo", ""),
        Optional.empty(),
        Optional.of(new Signal(List.of("form_submit"), demo, 0)),
        30,
        "hot");
  }

  private static Entry disqualifier(String id, String attribute, Literal literal) {
    return new Entry(
        id, Caption.NONE, Optional.of(is(attribute, literal)), Optional.empty(), 0, "");
  }

  private static Dimension fit() {
    Rule seniority =
        new Rule.Lookup(
            "seniority",
            new Caption("Seniority", ""),
            "job_title",
            new Table(
                List.of(
                    matches(10, "chief *", "c?o", "*founder*"),
                    matches(7, "*director*"),
                    new Table.Row.Otherwise(Points.of(1)))));
    Rule buyer =
        new Rule.If(
            "buyer", Caption.NONE, is("buying_authority", new Literal.Bool(true)), Points.of(5));
    Rule size =
        new Rule.Lookup(
            "size",
            Caption.NONE,
            "employees",
            new Table(
                List.of(
                    atLeast(1000, 20),
                    atLeast(100, 12),
                    new Table.Row.Otherwise(Points.ZERO),
                    new Table.Row.Unknown(Points.of(2)))));
    Rule country =
        new Rule.If(
            "wrong-country",
            Caption.NONE,
            new Condition.Attribute(
                "country",
                Test.of(
                    new Operator.NotIn(
                        List.of(
                            new Literal.Text("RO"),
                            new Literal.Text("DE"),
                            new Literal.Text("FR"))))),
            Points.of(-8));
    return new Dimension(
        "fit",
        new Caption("Fit", ""),
        Optional.of(Points.ZERO),
        Optional.of(Points.of(60)),
        List.of(
            group("role", Optional.of(Points.of(40)), Optional.empty(), seniority, buyer),
            group("company", Optional.empty(), Optional.of(Points.of(20)), size, country)),
        grades("A", "B", "C", "D"));
  }

  private static Dimension engagement() {
    Condition pricing =
        new Condition.Attribute(
            "path",
            Test.of(new Operator.TextMatch(Operator.TextKind.STARTS_WITH, List.of("/pricing"))));
    Signal views = new Signal(List.of("page_view"), Condition.ALWAYS, 0);
    Rule perEvent =
        new Rule.PerEvent(
            "pricing",
            new Caption("Looked at prices", ""),
            new Signal(List.of("page_view"), pricing, 3),
            30,
            Points.of(2),
            Optional.of(Points.of(10)),
            new Decay.HalfLife(14));
    Rule clicks =
        new Rule.Tiers(
            "clicks",
            Caption.NONE,
            new Signal(List.of("email_click"), Condition.ALWAYS, 0),
            0,
            List.of(tier(1, 1), tier(3, 2), tier(6, 3), tier(10, 4), tier(15, 5)),
            Decay.NONE);
    Rule active =
        new Rule.Measured(
            "active",
            Caption.NONE,
            views,
            14,
            new Measure.Days(),
            new Table(List.of(atLeast(5, 8), atLeast(2, 4))),
            Decay.NONE);
    Rule silent =
        new Rule.Measured(
            "silent",
            Caption.NONE,
            new Signal(List.of(), Condition.ALWAYS, 0),
            0,
            new Measure.Recency(),
            new Table(List.of(atLeast(90, -10), new Table.Row.Never(Points.of(-10)))),
            Decay.NONE);
    return new Dimension(
        "engagement",
        new Caption("Engagement", ""),
        Optional.of(Points.ZERO),
        Optional.empty(),
        List.of(group("web", Optional.empty(), Optional.empty(), perEvent, clicks, active, silent)),
        grades("1", "2", "3", "4"));
  }

  private static Group group(
      String name, Optional<Points> weight, Optional<Points> max, Rule... rules) {
    return new Group(name, Caption.NONE, weight, Optional.empty(), max, List.of(rules));
  }

  private static List<Grade> grades(String... labels) {
    return List.of(
        new Grade(labels[0], new Grade.Threshold.OfMaximum(points("75"))),
        new Grade(labels[1], new Grade.Threshold.OfMaximum(points("50"))),
        new Grade(labels[2], new Grade.Threshold.OfMaximum(points("25"))),
        new Grade(labels[3], new Grade.Threshold.OfMaximum(points("0"))));
  }

  private static Condition is(String attribute, Literal literal) {
    return new Condition.Attribute(attribute, Test.of(new Operator.Is(literal)));
  }

  private static Table.Row matches(long points, String... patterns) {
    return new Table.Row.When(
        Test.of(new Operator.TextMatch(Operator.TextKind.MATCHES, List.of(patterns))),
        Points.of(points));
  }

  private static Table.Row atLeast(long number, long points) {
    return new Table.Row.When(
        Test.of(new Operator.Compare(Operator.Comparison.AT_LEAST, BigDecimal.valueOf(number))),
        Points.of(points));
  }

  private static Rule.Tier tier(long count, long points) {
    return new Rule.Tier(count, Points.of(points));
  }
}
