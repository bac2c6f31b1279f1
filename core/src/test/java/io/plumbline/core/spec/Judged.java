package io.plumbline.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.laws.Proofs;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.oracle.Oracle;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Evidence;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import io.plumbline.core.score.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What engine and oracle both say of a lead; a test fails where they differ. */
record Judged(Explanation proof) {

  /** Attributes and events on their way into a judgement. */
  record Lead(Map<String, Value> attributes, List<Event> events) {

    Lead with(String attribute, Object value) {
      Map<String, Value> more = new HashMap<>(attributes);
      more.put(attribute, Draft.value(value));
      return new Lead(more, events);
    }

    /** An event; an empty id for none; properties as name, value, name, value. */
    Lead event(String id, String type, String at, Object... properties) {
      Map<String, Value> known = new HashMap<>();
      for (int i = 0; i < properties.length; i += 2) {
        known.put((String) properties[i], Draft.value(properties[i + 1]));
      }
      List<Event> more = new ArrayList<>(events);
      more.add(new Event(id, type, Instant.parse(at), known));
      return new Lead(attributes, more);
    }

    /** Events of type {@code e} without id. */
    Lead at(String... instants) {
      Lead lead = this;
      for (String instant : instants) {
        lead = lead.event("", "e", instant);
      }
      return lead;
    }

    Judged by(ScoringModel model, String asOf) {
      Facts facts = new Facts(new Subject("lead", attributes), events);
      Instant when = Instant.parse(asOf);
      Explanation expected = Oracle.explain(model, facts, when);
      CompiledModel compiled = ModelCompiler.compile(model);
      Explanation found = compiled.explain(facts, when);
      assertThat(Proofs.difference(expected, found)).isEmpty();
      assertThat(compiled.score(facts, when)).isEqualTo(expected.score());
      assertThat(Oracle.score(model, facts, when)).isEqualTo(expected.score());
      return new Judged(Proofs.plain(found));
    }
  }

  /** A lead of whom nothing is known. */
  static Lead lead() {
    return new Lead(Map.of(), List.of());
  }

  Score score() {
    return proof.score();
  }

  /** The points of the first score. */
  String points() {
    return proof.dimensions().get(0).points().toString();
  }

  String total() {
    return score().total().orElseThrow().toString();
  }

  DimensionProof dimension(String name) {
    return proof.dimensions().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
  }

  GroupProof group(String name) {
    return proof.dimensions().stream()
        .flatMap(dimension -> dimension.groups().stream())
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Contribution rule(String id) {
    return proof.dimensions().stream()
        .flatMap(dimension -> dimension.groups().stream())
        .flatMap(group -> group.rules().stream())
        .filter(rule -> rule.rule().equals(id))
        .findFirst()
        .orElseThrow();
  }

  Contribution.Answer answer(String id) {
    return ((Contribution.OfAttributes) rule(id)).answer();
  }

  Evidence.Events events(String id) {
    return ((Contribution.OfEvents) rule(id)).evidence();
  }

  /** Day and points of the first score's next change, or {@code never}. */
  String nextChange() {
    return proof
        .dimensions()
        .get(0)
        .nextChange()
        .map(change -> change.day() + " " + change.points())
        .orElse("never");
  }
}
