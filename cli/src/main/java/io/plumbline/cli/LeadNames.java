package io.plumbline.cli;

import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.population.EventSink;
import io.plumbline.core.population.Intake;
import io.plumbline.core.population.LeadSink;
import io.plumbline.core.population.Slice;
import io.plumbline.format.facts.FactFiles;
import io.plumbline.format.text.PersonName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a few leads are called. The files of leads are read a second time for it, because a model
 * seldom looks at names, and a population keeps only what its model looks at.
 */
final class LeadNames {
  private final Map<String, Subject> subjects;

  private LeadNames(Map<String, Subject> subjects) {
    this.subjects = Map.copyOf(subjects);
  }

  /** Reads the names of leads; none where the leads came from standard input, which is gone. */
  static LeadNames read(LoadedFacts.Loader loader, FactOptions options, Set<String> wanted) {
    if (options.leads.contains("-") || wanted.isEmpty()) {
      return new LeadNames(Map.of());
    }
    Names names = new Names(wanted);
    new FactFiles(loader.readOptions(new Tally(rejection -> {})), names).readLeads(options.leads);
    return new LeadNames(names.subjects());
  }

  /** A lead with the attributes that name it. */
  Subject subject(String id) {
    return subjects.getOrDefault(id, new Subject(id, Map.of()));
  }

  /** What a lead is called: name, company, mail address, as far as they are known. */
  List<String> names(String id) {
    return PersonName.of(subject(id));
  }

  /** The first of a lead's names, or nothing. */
  String name(String id) {
    return names(id).stream().findFirst().orElse("");
  }

  /** Keeps the names of the wanted leads and nothing else. */
  private static final class Names implements Intake {
    private final Set<String> wanted;
    private final Map<Long, Map<String, Subject>> byChunk = new ConcurrentHashMap<>();

    Names(Set<String> wanted) {
      this.wanted = Set.copyOf(wanted);
    }

    Map<String, Subject> subjects() {
      Map<String, Subject> all = new HashMap<>();
      byChunk.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(chunk -> chunk.getValue().forEach(all::putIfAbsent));
      return all;
    }

    @Override
    public List<String> attributes() {
      return PersonName.ATTRIBUTES;
    }

    @Override
    public List<String> properties() {
      return List.of();
    }

    @Override
    public LeadSink leads(long chunk) {
      Map<String, Subject> found = new HashMap<>();
      byChunk.put(chunk, found);
      return new NameSink(wanted, found);
    }

    @Override
    public EventSink events(long chunk) {
      throw new UnsupportedOperationException("only leads have names");
    }
  }

  /** Takes the leads of one chunk. */
  private static final class NameSink implements LeadSink {
    private final Set<String> wanted;
    private final Map<String, Subject> found;
    private final List<Value> values = new ArrayList<>();

    NameSink(Set<String> wanted, Map<String, Subject> found) {
      this.wanted = wanted;
      this.found = found;
    }

    @Override
    public int code(int column, Value value) {
      values.add(value);
      return values.size();
    }

    @Override
    public void add(Slice id, int line, int[] codes) {
      String name = id.toString();
      if (!wanted.contains(name) || found.containsKey(name)) {
        return;
      }
      Map<String, Value> attributes = new HashMap<>();
      for (int i = 0; i < codes.length; i++) {
        if (codes[i] != UNKNOWN) {
          attributes.put(PersonName.ATTRIBUTES.get(i), values.get(codes[i] - 1));
        }
      }
      found.put(name, new Subject(name, attributes));
    }
  }
}
