package io.plumbline.checks.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What is asked of Java code as the compiler's parser sees it. */
final class JavaRules {

  static final int LONGEST_METHOD_LINES = 70;
  static final int LONG_METHOD_LINES = 40;
  private static final int MOST_PARAMETERS = 5;

  private static final Pattern EMPTY_WORD =
      Pattern.compile("(?:Manager|Helper|Utils?|Impl|Service|Processor)$");

  private JavaRules() {}

  /** Methods too long or with too many parameters, and types with names that say nothing. */
  static List<Finding> findings(List<TextFile> files) {
    return scan(files, LONGEST_METHOD_LINES);
  }

  /** Methods that are longer than they should be, though not too long. */
  static List<Finding> longMethods(List<TextFile> files) {
    return scan(files, LONG_METHOD_LINES).stream()
        .filter(finding -> finding.what().contains(" lines, "))
        .toList();
  }

  private static List<Finding> scan(List<TextFile> files, int mostLines) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = List.of("-proc:none", "--release", "17");
    var sources = files.stream().map(Source::new).toList();
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, options, null, sources);
    List<Finding> findings = new ArrayList<>();
    try {
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(unit, positions, mostLines, findings).scan(unit, false);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return findings;
  }

  /** Walks one file; the argument says whether the innermost type is a record. */
  private static final class Scanner extends TreeScanner<Void, Boolean> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final int mostLines;
    private final List<Finding> findings;

    Scanner(
        CompilationUnitTree unit,
        SourcePositions positions,
        int mostLines,
        List<Finding> findings) {
      this.unit = unit;
      this.positions = positions;
      this.mostLines = mostLines;
      this.findings = findings;
    }

    @Override
    public Void visitClass(ClassTree type, Boolean inRecord) {
      String name = type.getSimpleName().toString();
      if (EMPTY_WORD.matcher(name).find()) {
        report(type, name + " does not say what it is");
      }
      return super.visitClass(type, type.getKind() == Tree.Kind.RECORD);
    }

    @Override
    public Void visitMethod(MethodTree method, Boolean inRecord) {
      boolean isConstructor = method.getReturnType() == null;
      int parameters = method.getParameters().size();
      if (parameters > MOST_PARAMETERS && !(isConstructor && inRecord)) {
        report(
            method,
            name(method) + " has " + parameters + " parameters, " + MOST_PARAMETERS + " at most");
      }
      long lines = lastLine(method) - line(method) + 1;
      if (lines > mostLines) {
        report(method, name(method) + " has " + lines + " lines, " + mostLines + " at most");
      }
      return super.visitMethod(method, inRecord);
    }

    private static String name(MethodTree method) {
      return method.getName().toString();
    }

    private void report(Tree tree, String what) {
      findings.add(new Finding(path(), (int) line(tree), what));
    }

    private String path() {
      return unit.getSourceFile().getName().substring(1);
    }

    private long line(Tree tree) {
      return lineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    private long lastLine(Tree tree) {
      return lineMap().getLineNumber(positions.getEndPosition(unit, tree));
    }

    private LineMap lineMap() {
      return unit.getLineMap();
    }
  }

  /** A file of the repository as the compiler takes it. */
  private static final class Source extends SimpleJavaFileObject {
    private final TextFile file;

    Source(TextFile file) {
      super(URI.create("string:///" + file.path()), JavaFileObject.Kind.SOURCE);
      this.file = file;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return file.text();
    }
  }
}
