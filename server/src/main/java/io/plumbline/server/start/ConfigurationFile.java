package io.plumbline.server.start;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Settings in a YAML file. Whatever is not known is a mistake, and told with its place. */
final class ConfigurationFile {
  static final int MOST_BYTES = 256 * 1024;

  private final Path file;
  private final List<String> mistakes = new ArrayList<>();
  private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

  private ConfigurationFile(Path file) {
    this.file = file;
  }

  /**
   * A value that was given, and where.
   *
   * @param parts more than one, or none, only where a list was given
   */
  record Given(List<String> parts, String place) {
    Given {
      parts = List.copyOf(parts);
    }

    static Given of(String value, String place) {
      return new Given(List.of(value), place);
    }
  }

  /** The settings of a file; the mistakes in it are added to a list. */
  static Map<Setting, Given> read(Path path, List<String> mistakes) {
    ConfigurationFile reading = new ConfigurationFile(path);
    reading.read();
    mistakes.addAll(reading.mistakes);
    return reading.given;
  }

  private void read() {
    Optional<Node> root;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        mistakes.add(file + ": this file is larger than " + MOST_BYTES / 1024 + " KiB");
        return;
      }
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      root = new Compose(settings).composeString(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      mistakes.add(file + ": this file cannot be read");
      return;
    } catch (MarkedYamlEngineException e) {
      String where = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      mistakes.add(file + where + ": this is not YAML: " + e.getProblem());
      return;
    } catch (YamlEngineException e) {
      mistakes.add(file + ": this is not YAML");
      return;
    }
    root.ifPresent(node -> section("", node));
  }

  private void section(String prefix, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      mistakes.add(place(node) + ": expected settings, each as NAME: VALUE");
      return;
    }
    for (NodeTuple entry : mapping.getValue()) {
      String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      setting(prefix + name, entry);
    }
  }

  private void setting(String key, NodeTuple entry) {
    Optional<Setting> setting = Setting.of(key);
    if (setting.isEmpty()) {
      if (Setting.isSection(key)) {
        section(key + ".", entry.getValueNode());
      } else {
        mistakes.add(
            place(entry.getKeyNode()) + ": there is no setting " + key + Setting.suggestion(key));
      }
      return;
    }
    String place = place(entry.getValueNode());
    List<String> parts = new ArrayList<>();
    if (!parts(entry.getValueNode(), parts)) {
      mistakes.add(place + ": " + key + " is a text, a number or a list of texts");
    } else if (given.put(setting.get(), new Given(parts, place)) != null) {
      mistakes.add(place + ": " + key + " is set twice");
    }
  }

  private static boolean parts(Node node, List<String> parts) {
    if (node instanceof ScalarNode scalar) {
      return parts.add(scalar.getValue());
    }
    if (node instanceof SequenceNode list) {
      return list.getValue().stream()
          .allMatch(part -> part instanceof ScalarNode scalar && parts.add(scalar.getValue()));
    }
    return false;
  }

  private String place(Node node) {
    return file
        + node.getStartMark()
            .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
            .orElse("");
  }
}
