package io.plumbline.checks.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of this repository: what git tracks, and what it would track if it were added. */
final class Repository {

  /** The root folder, which the build hands to every test. */
  static final Path ROOT =
      Optional.ofNullable(System.getProperty("plumbline.root"))
          .map(Path::of)
          .orElseGet(Repository::rootAbove);

  private static final List<TextFile> TEXT_FILES =
      paths().map(Repository::read).flatMap(Optional::stream).toList();

  private Repository() {}

  static List<TextFile> textFiles() {
    return TEXT_FILES;
  }

  static List<TextFile> javaFiles() {
    return TEXT_FILES.stream().filter(TextFile::isJava).toList();
  }

  /** For a test started from an editor, which has no such property. */
  private static Path rootAbove() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("plumbline-check"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static Stream<String> paths() {
    try {
      Process git =
          new ProcessBuilder("git", "ls-files", "-z", "-co", "--exclude-standard")
              .directory(ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String listing = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() == 0) {
        return Stream.of(listing.split("\0")).filter(path -> !path.isEmpty());
      }
    } catch (IOException absent) {
      // An unpacked archive, or a machine without git: take what lies there.
      return walk();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return walk();
  }

  private static Stream<String> walk() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .filter(path -> !path.matches("(?:.*/)?(?:target|\\.git)(?:/.*)?"))
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The file as text, or nothing where it is gone or is not text. */
  private static Optional<TextFile> read(String path) {
    Path file = ROOT.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(new TextFile(path, text));
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
