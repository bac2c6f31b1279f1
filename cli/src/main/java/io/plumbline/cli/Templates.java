package io.plumbline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The ready models that are packed into the program: the folders of models/ at the build. */
final class Templates {
  /** What a template may consist of, in the order in which it is read. */
  static final List<String> FILES = List.of("README.md", "model.yaml", "cases.yaml");

  private static final String ROOT = "templates/";

  private Templates() {}

  /** The names of all templates and what each is called, in the order of names. */
  static Map<String, String> titles() {
    Map<String, String> titles = new TreeMap<>();
    for (String name : names()) {
      titles.put(name, title(name));
    }
    return titles;
  }

  /** The bytes of a template's file; empty where it has none of that name. */
  static byte[] file(String template, String file) {
    try (InputStream in = Templates.class.getResourceAsStream(ROOT + template + "/" + file)) {
      return in == null ? new byte[0] : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String title(String template) {
    String model = new String(file(template, "model.yaml"), StandardCharsets.UTF_8);
    return model
        .lines()
        .filter(line -> line.startsWith("title:"))
        .map(line -> line.substring("title:".length()).strip())
        .map(line -> line.replaceAll("^[\"']|[\"']$", ""))
        .findFirst()
        .orElse("");
  }

  private static List<String> names() {
    URL root = Templates.class.getResource(ROOT);
    if (root == null) {
      return List.of();
    }
    try {
      URI place = root.toURI();
      if (!place.getScheme().equals("jar")) {
        return names(Path.of(place));
      }
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return names(jar.getPath(place.toString().substring(place.toString().indexOf('!') + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Path root) throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("model.yaml")))
          .map(folder -> folder.getFileName().toString().replace("/", ""))
          .toList();
    }
  }
}
