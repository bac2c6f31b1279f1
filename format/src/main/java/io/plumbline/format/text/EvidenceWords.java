package io.plumbline.format.text;

import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Evidence;
import io.plumbline.core.score.Evidence.AttributeFact;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts behind a contribution in plain English.
 *
 * @param zone in which days are counted
 * @param today the day of the as-of
 */
record EvidenceWords(ZoneId zone, LocalDate today) {

  /** What a rule saw, and what became of its points. */
  String of(Rule rule, Contribution contribution) {
    if (contribution instanceof Contribution.OfAttributes known) {
      return ofAttributes(known);
    }
    return ofEvents(rule, (Contribution.OfEvents) contribution);
  }

  private static String ofAttributes(Contribution.OfAttributes contribution) {
    List<String> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (AttributeFact fact : contribution.evidence().attributes()) {
      String name = Words.name(fact.attribute());
      fact.value()
          .ifPresentOrElse(
              value -> known.add(name + " = " + Words.value(value)), () -> unknown.add(name));
    }
    String words = String.join(", ", known);
    if (!unknown.isEmpty()) {
      String verb = unknown.size() == 1 ? " is unknown" : " are unknown";
      words += (words.isEmpty() ? "" : ", ") + Words.list(unknown) + verb;
    }
    if (contribution.answer() != Contribution.Answer.UNKNOWN) {
      return words;
    }
    return words + (unknown.isEmpty() ? " has the wrong type: " : ": ") + possible(contribution);
  }

  private static String possible(Contribution.OfAttributes contribution) {
    Points lowest = contribution.range().lowest();
    Points highest = contribution.range().highest();
    if (lowest.equals(highest) && lowest.equals(contribution.points())) {
      return "makes no difference";
    }
    if (!contribution.points().equals(Points.ZERO)) {
      return "counts " + contribution.points() + ", could be " + lowest + " to " + highest;
    }
    if (highest.thousandths() <= 0) {
      return "could take off " + positive(highest) + " to " + positive(lowest);
    }
    return "could add " + lowest + " to " + highest;
  }

  private static Points positive(Points negative) {
    return new Points(-negative.thousandths());
  }

  private String ofEvents(Rule rule, Contribution.OfEvents contribution) {
    StringBuilder words = new StringBuilder(happened(rule, contribution.evidence()));
    boolean faded = !contribution.afterDecay().equals(contribution.beforeDecay());
    boolean capped = !contribution.points().equals(contribution.afterDecay());
    if (faded || capped) {
      words.append("; ").append(contribution.beforeDecay());
    }
    if (faded) {
      words.append(" faded to ").append(contribution.afterDecay());
    }
    if (capped) {
      words.append(faded ? ", capped at " : " capped at ").append(contribution.points());
    }
    return words.toString();
  }

  private String happened(Rule rule, Evidence.Events evidence) {
    if (evidence.count() == 0) {
      int within = rule instanceof Rule.OfEvents events ? events.withinDays() : 0;
      return within == 0 ? "no events" : "no events in " + Words.count(within, "day");
    }
    StringBuilder words = new StringBuilder(Words.count(evidence.count(), "event"));
    evidence.measured().ifPresent(measured -> words.append(measured(rule, Words.number(measured))));
    evidence
        .last()
        .ifPresent(
            last -> {
              LocalDate day = last.atZone(zone).toLocalDate();
              words.append(", last ").append(day).append(", ").append(Words.ago(day, today));
            });
    return words.toString();
  }

  private static String measured(Rule rule, String number) {
    if (!(rule instanceof Rule.Measured measured)) {
      return "";
    }
    Measure measure = measured.measure();
    if (measure instanceof Measure.Days) {
      return number.equals("1") ? " on 1 day" : " on " + number + " days";
    } else if (measure instanceof Measure.Sum sum) {
      return ", sum of " + Words.name(sum.property()) + " " + number;
    } else if (measure instanceof Measure.Max max) {
      return ", largest " + Words.name(max.property()) + " " + number;
    }
    return "";
  }
}
