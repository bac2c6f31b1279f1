package io.plumbline.bench;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.engine.SubjectState;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One subject under the 24 rules, each call another of a thousand leads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OneSubject {
  private static final int LEADS = 1000;
  private static final Instant AS_OF = Instant.ofEpochSecond(People.NOW);

  private CompiledModel model = ModelCompiler.compile(read());
  private final List<Facts> facts = new ArrayList<>();
  private final List<SubjectState> states = new ArrayList<>();
  private int next;

  private static io.plumbline.core.model.ScoringModel read() {
    try {
      return InMemory.read(
          Path.of(System.getProperty("bench.model", "bench/models/twenty-four.yaml")));
    } catch (IOException missing) {
      throw new IllegalStateException("start it in the project's folder", missing);
    }
  }

  /** Makes the leads and folds their events. */
  @Setup
  public void setUp() {
    People people = new People(LEADS, 42);
    for (int i = 0; i < LEADS; i++) {
      Map<String, Value> attributes = new HashMap<>();
      for (String name : model.nodes().attributes()) {
        attributes.put(name, new Value.Text(InMemory.attribute(people, i, name)));
      }
      List<Event> events = new ArrayList<>();
      for (int j = people.starts[i]; j < people.starts[i + 1]; j++) {
        Instant at = Instant.ofEpochSecond(people.times[j]);
        events.add(new Event("e" + j, People.TYPES[people.types[j]], at, Map.of()));
      }
      facts.add(new Facts(new Subject(Integer.toString(i), attributes), events));
      states.add(model.fold(facts.get(i), AS_OF));
    }
  }

  private int turn() {
    next = next + 1 == LEADS ? 0 : next + 1;
    return next;
  }

  /** The score, state in memory. */
  @Benchmark
  public Score score() {
    return model.score(states.get(turn()), AS_OF);
  }

  /** The score with its explanation, state in memory. */
  @Benchmark
  public Explanation explain() {
    return model.explain(states.get(turn()), AS_OF);
  }

  /** The score with its explanation from raw facts. */
  @Benchmark
  public Explanation explainFromFacts() {
    return model.explain(facts.get(turn()), AS_OF);
  }
}
