package io.plumbline.format.model;

import io.plumbline.core.model.ModelCheck;
import io.plumbline.core.model.ModelLint;
import io.plumbline.core.model.ScoringModel;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads model files: YAML 1.2 in UTF-8, with every error of a file at its position. */
public final class ModelReader {
  /** Larger files are refused. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private ModelReader() {}

  /**
   * The model of a file, or all its errors.
   *
   * @param name what messages call the file
   */
  public static ModelReading read(String name, byte[] bytes) {
    Findings findings = new Findings();
    SourceText source = source(name, bytes, findings);
    Optional<Node> root = findings.isEmpty() ? YamlTree.read(source, findings) : Optional.empty();
    if (root.isEmpty()) {
      return new ModelReading(Optional.empty(), findings.sorted(), List.of(), source);
    }
    Locator locator = new Locator(root.get());
    Optional<ScoringModel> model = ModelTree.model(new Place(root.get(), "", findings));
    model
        .map(it -> ModelCheck.errors(it, List.copyOf(findings.unread())))
        .orElse(List.of())
        .forEach(issue -> findings.add(locator.locate(issue)));
    if (!findings.isEmpty()) {
      return new ModelReading(Optional.empty(), findings.sorted(), List.of(), source);
    }
    Findings warnings = new Findings();
    model
        .map(ModelLint::warnings)
        .orElse(List.of())
        .forEach(issue -> warnings.add(locator.locate(issue)));
    return new ModelReading(model, List.of(), warnings.sorted(), source);
  }

  /** The text of a file; notes where it is too large, not UTF-8, or has unprintable characters. */
  static SourceText source(String name, byte[] bytes, Findings findings) {
    if (bytes.length > MAX_BYTES) {
      String found = "a file of more than 4 MiB";
      String expected = "at most " + MAX_BYTES + " bytes";
      findings.error("too-large", "", Position.START, found, expected);
      return new SourceText(name, "");
    }
    CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(input, chars, true);
    chars.flip();
    String text = chars.toString();
    boolean mark = !text.isEmpty() && text.charAt(0) == '\uFEFF';
    SourceText source = new SourceText(name, mark ? text.substring(1) : text);
    if (result.isError()) {
      Position position = source.position(source.text().length());
      findings.add(NotYaml.finding(position, "bytes that are not UTF-8", "UTF-8"));
    } else {
      NotYaml.unprintable(source).ifPresent(findings::add);
    }
    return source;
  }
}
