package io.plumbline.bench;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.population.EventRow;
import io.plumbline.core.population.EventSink;
import io.plumbline.core.population.Intake;
import io.plumbline.core.population.LeadSink;
import io.plumbline.core.population.Slice;
import io.plumbline.format.facts.FactFiles;
import io.plumbline.format.facts.ReadCount;
import io.plumbline.format.facts.ReadOptions;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * How fast leads and events are read from files into sinks that only add up what they are given.
 *
 * <p>Arguments: threads, repetitions, the leads file, the events file, and the model's attributes
 * and properties, each as one list with commas.
 */
public final class ReadSpeed {
  private static final Map<String, String> COLUMNS = Map.of("event", "type", "time", "ts");

  private ReadSpeed() {}

  public static void main(String[] args) {
    int threads = Integer.parseInt(args[0]);
    int repetitions = Integer.parseInt(args[1]);
    ReadOptions options =
        ReadOptions.of(SubjectKind.LEAD, ZoneOffset.UTC).withThreads(threads).withColumns(COLUMNS);
    for (int i = 0; i < repetitions; i++) {
      Sums sums = new Sums(list(args, 4), list(args, 5));
      FactFiles files = new FactFiles(options, sums);
      timed("leads ", () -> files.readLeads(List.of(args[2])));
      timed("events", () -> files.readEvents(List.of(args[3])));
      print("        sum %d%n", sums.sum.sum());
    }
  }

  private static List<String> list(String[] args, int index) {
    return args.length > index && !args[index].isEmpty()
        ? List.of(args[index].split(",", -1))
        : List.of();
  }

  private static void timed(String what, java.util.function.Supplier<ReadCount> reading) {
    long start = System.nanoTime();
    long cpuStart = cpuNanoseconds();
    ReadCount count = reading.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (cpuNanoseconds() - cpuStart) / 1e9;
    print(
        "%s %d rows, %d rejected: %.3f s, %.3f CPU s, %.0f MB/s, %.0f MB per CPU s%n",
        what,
        count.rows(),
        count.rejected(),
        seconds,
        cpuSeconds,
        count.bytes() / seconds / 1e6,
        count.bytes() / cpuSeconds / 1e6);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }

  private static long cpuNanoseconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** An intake that adds up all it is given, so that no work can be left out. */
  private record Sums(List<String> attributes, List<String> properties, LongAdder sum)
      implements Intake {
    Sums(List<String> attributes, List<String> properties) {
      this(attributes, properties, new LongAdder());
    }

    @Override
    public LeadSink leads(long chunk) {
      return new Leads(sum);
    }

    @Override
    public EventSink events(long chunk) {
      return new Events(sum, properties.size());
    }
  }

  private static final class Leads implements LeadSink {
    private final LongAdder sum;
    private int codes;

    Leads(LongAdder sum) {
      this.sum = sum;
    }

    @Override
    public int code(int column, Value value) {
      return ++codes;
    }

    @Override
    public void add(Slice id, int line, int[] codes) {
      long s = id.length();
      for (int code : codes) {
        s += code > 0 ? 1 : 0;
      }
      sum.add(s);
    }
  }

  private static final class Events implements EventSink {
    private final LongAdder sum;
    private final EventRow row;
    private final Map<String, Integer> types = new HashMap<>();
    private int codes;
    private long s;
    private int rows;

    Events(LongAdder sum, int columns) {
      this.sum = sum;
      row = new EventRow(columns);
    }

    @Override
    public int type(String type) {
      return types.computeIfAbsent(type, t -> types.size());
    }

    @Override
    public boolean wantsProperties(int type) {
      return true;
    }

    @Override
    public int code(int column, Value value) {
      return ++codes;
    }

    @Override
    public EventRow row() {
      return row;
    }

    @Override
    public void add() {
      s += row.lead.length() + row.id.length() + row.epochSecond + row.type;
      if (++rows % 1024 == 0) {
        sum.add(s);
        s = 0;
      }
    }
  }
}
