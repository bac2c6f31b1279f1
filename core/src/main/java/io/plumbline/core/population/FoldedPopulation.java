package io.plumbline.core.population;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.Operand;
import io.plumbline.core.engine.SignalNode;
import io.plumbline.core.engine.SubjectState;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.population.Block.KeptRecords;
import io.plumbline.core.population.EventLane.Segment;
import io.plumbline.core.score.Explanation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A population in blocks, one a partition of its leads' ids. */
final class FoldedPopulation implements Population {
  private final FactIntake intake;
  private final Options options;
  private final LeadTable leads;
  private final Block[] blocks = new Block[FactIntake.PARTITIONS];
  private final int[][] classes;
  private final ScoreColumns firstScores;

  FoldedPopulation(FactIntake intake) {
    this.intake = intake;
    options = intake.options();
    leads = new LeadTable(intake.leadLanes(), options.threads());
    List<EventLane> lanes = intake.eventLanes();
    classes = intake.classes().all();
    firstScores = columns(intake.compiled());
    BlockScorer scorer = new BlockScorer(intake, leads, intake.compiled());
    Queue<BlockFold> folds = new ConcurrentLinkedQueue<>();
    Workers.run(
        options.threads(),
        blocks.length,
        partition -> {
          BlockFold reused = folds.poll();
          BlockFold fold = reused == null ? new BlockFold(intake) : reused;
          List<Segment> received = release(partition, lanes);
          blocks[partition] = fold.fold(leads, leads.partitions[partition], received);
          folds.add(fold);
          // While the block is still in the processor's cache.
          scorer.score(blocks[partition], firstScores);
        });
  }

  private ScoreColumns columns(CompiledModel model) {
    return new ScoreColumns(model.model(), leads.idBytes, leads.idStarts);
  }

  private static List<Segment> release(int partition, List<EventLane> lanes) {
    return lanes.stream().flatMap(lane -> lane.release(partition).stream()).toList();
  }

  @Override
  public List<Duplicate> duplicateLeads() {
    return List.copyOf(leads.duplicates);
  }

  @Override
  public long orphanEvents() {
    long sum = 0;
    for (Block block : blocks) {
      sum += block.orphans();
    }
    return sum;
  }

  @Override
  public long repeatedEvents() {
    long sum = 0;
    for (Block block : blocks) {
      sum += block.repeated();
    }
    return sum;
  }

  @Override
  public int size() {
    return leads.size;
  }

  @Override
  public ScoreColumns score(CompiledModel model) {
    if (model == intake.compiled()) {
      return firstScores;
    }
    ScoreColumns scores = columns(model);
    BlockScorer scorer = new BlockScorer(intake, leads, model);
    Workers.run(options.threads(), blocks.length, b -> scorer.score(blocks[b], scores));
    return scores;
  }

  @Override
  public PopulationStatistics statistics(CompiledModel model) {
    BlockScorer scorer = new BlockScorer(intake, leads, model);
    RuleTallies tallies = new RuleTallies(model.nodes().rules().size());
    Workers.run(
        options.threads(),
        blocks.length,
        b -> {
          RuleTallies ofBlock = new RuleTallies(model.nodes().rules().size());
          scorer.watch(blocks[b], ofBlock);
          tallies.add(ofBlock);
        });
    return tallies.statistics(model, leads, intake.attributes());
  }

  @Override
  public Explanation explain(CompiledModel model, int row) {
    if (!options.explainable()) {
      throw new IllegalStateException("the facts were not kept: the population explains nothing");
    }
    Block block = blocks[FactIntake.partition(leads.hash(row))];
    KeptRecords kept = block.kept();
    SubjectState state = intake.compiled().newState(subject(row));
    RecordReader reader = new RecordReader();
    int place = block.place(row);
    for (int i = kept.starts()[place]; i < kept.starts()[place + 1]; i++) {
      kept.point(reader, kept.at()[i]);
      reader.read();
      fold(reader, state);
    }
    return model.explain(state, options.asOf());
  }

  private void fold(RecordReader reader, SubjectState state) {
    for (int member : classes[reader.eventClass]) {
      SignalNode signal = intake.compiled().signals().get(member);
      state.fold(
          signal, reader.at(), reader.id(), signal.readsNumber() ? reader.nextNumber() : null);
    }
  }

  private Subject subject(int row) {
    LeadLane lane = leads.lane(row);
    Map<String, Value> attributes = new HashMap<>();
    for (int column = 0; column < lane.columns; column++) {
      Operand operand = lane.operand(column, lane.code(leads.placeInLane(row), column));
      if (operand != null) {
        attributes.put(intake.attributes().get(column), operand.value());
      }
    }
    int start = leads.idStarts[row];
    int length = leads.idStarts[row + 1] - start;
    return new Subject(
        new String(leads.idBytes, start, length, StandardCharsets.UTF_8), attributes);
  }
}
