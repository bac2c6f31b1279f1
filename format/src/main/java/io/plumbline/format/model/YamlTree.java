package io.plumbline.format.model;

import io.plumbline.format.model.Node.Broken;
import io.plumbline.format.model.Node.Field;
import io.plumbline.format.model.Node.Fields;
import io.plumbline.format.model.Node.Items;
import io.plumbline.format.model.Node.Scalar;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree of a YAML file from the parser's events, so that anchors, aliases and tags are
 * seen where they stand and nothing is ever expanded.
 */
final class YamlTree {
  /** How deep lists and maps can stand in each other. */
  static final int MAX_DEPTH = 100;

  /** How many values and keys a file can have. */
  static final int MAX_NODES = 1_000_000;

  private final Findings findings;
  private final Iterator<Event> events;
  private int nodes;

  private YamlTree(SourceText source, Findings findings) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source.name())
            .setUseMarks(true)
            // All at once: the parser takes quadratic time for what is longer than its buffer.
            .setBufferSize(source.text().length() + 1)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    this.findings = findings;
    this.events = new Parse(settings).parseString(source.text()).iterator();
  }

  /** The only document of a file; empty where the file is not YAML, too large or empty. */
  static Optional<Node> read(SourceText source, Findings findings) {
    Findings found = new Findings();
    try {
      Optional<Node> root = new YamlTree(source, found).document();
      found.sorted().forEach(findings::add);
      return root;
    } catch (TooLarge tooLarge) {
      findings.error("too-large", "", tooLarge.position, tooLarge.found, tooLarge.expected);
    } catch (MarkedYamlEngineException notYaml) {
      findings.add(NotYaml.finding(notYaml, source));
    } catch (YamlEngineException notYaml) {
      findings.add(NotYaml.finding(notYaml));
    }
    return Optional.empty();
  }

  private Optional<Node> document() {
    Optional<Node> root = Optional.empty();
    int documents = 0;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        documents++;
        if (documents == 2) {
          findings.error("documents", "", position(event), "a second document", "one document");
        }
        if (documents == 1) {
          root = Optional.of(node(events.next(), 0));
        }
      } else if (event instanceof StreamEndEvent && documents == 0) {
        findings.error("empty", "", Position.START, "an empty file", "a map");
      }
    }
    return root;
  }

  private Node node(Event event, int depth) {
    Position start = position(event);
    nodes++;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) {
      throw depth > MAX_DEPTH
          ? new TooLarge(start, "more than 100 levels", "at most 100 levels of lists and maps")
          : new TooLarge(start, "more than 1000000 values", "at most 1000000 values");
    }
    if (event instanceof AliasEvent) {
      findings.error("alias", "", start, "an alias", "the value itself, or quotes around the *");
      return new Broken(start);
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      findings.error("anchor", "", start, "an anchor", "no anchor, or quotes around the &");
    }
    if (event instanceof ScalarEvent scalar) {
      Node value = new Scalar(start, scalar.getValue(), scalar.isPlain());
      return untagged(scalar.getTag(), value);
    }
    if (event instanceof SequenceStartEvent sequence) {
      return untagged(sequence.getTag(), items(start, depth));
    }
    if (event instanceof MappingStartEvent mapping) {
      return untagged(mapping.getTag(), fields(start, depth));
    }
    throw new IllegalStateException("the parser's events do not nest: " + event);
  }

  private Node untagged(Optional<String> tag, Node node) {
    if (tag.isEmpty()) {
      return node;
    }
    findings.error("tag", "", node.start(), "a tag", "no tag, or quotes around the !");
    return new Broken(node.start());
  }

  private Node items(Position start, int depth) {
    List<Node> elements = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      elements.add(node(event, depth + 1));
      event = events.next();
    }
    return new Items(start, elements);
  }

  private Node fields(Position start, int depth) {
    List<Field> fields = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      Node key = node(event, depth + 1);
      fields.add(new Field(key, node(events.next(), depth + 1)));
      event = events.next();
    }
    return new Fields(start, fields);
  }

  private static Position position(Event event) {
    return event.getStartMark().map(NotYaml::position).orElse(Position.START);
  }

  /** Ends the reading of a file that has too much in it. */
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Position position;
    private final String found;
    private final String expected;

    TooLarge(Position position, String found, String expected) {
      super(found, null, false, false);
      this.position = position;
      this.found = found;
      this.expected = expected;
    }
  }
}
