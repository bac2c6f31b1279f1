package io.plumbline.checks.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A machine made of scripts: a clone with the real launcher and a few source files, a Maven that
 * only writes a jar and counts its calls, and a Java that only says how it was called.
 */
final class Machine {

  private static final Path ROOT = Path.of(System.getProperty("plumbline.root"));

  final Path clone;
  private final Path folder;
  private final Path tools;

  Machine(Path folder) throws IOException {
    this.folder = folder;
    clone = folder.resolve("a clone");
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String file : List.of("plumbline", "plumbline-check", "cli/src/main/sh/jdk.sh")) {
      Path copy = clone.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(ROOT.resolve(file), copy);
    }
    write("core/src/main/java/A.java", "class A {}");
    write("core/src/main/java/B.java", "class B {}");
    write("pom.xml", "<project/>");
    lendTools();
  }

  /** Installs a Java of this version, and returns its home. */
  Path installJava(String version) throws IOException {
    Path home = folder.resolve("jdk-" + version);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    String sayHow = "#!/bin/sh\necho \"java " + version + " $*\"\n";
    script(home.resolve("bin/java"), sayHow);
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
    return home;
  }

  /** Installs a Maven that runs this after noting that it was called. */
  void installMaven(String then) throws IOException {
    String note = "#!/bin/sh\necho called >>'" + folder.resolve("calls") + "'\n";
    script(tools.resolve("mvn"), note + then);
  }

  /** What Maven does where all is well. */
  String makesJar() {
    String app = "'" + clone.resolve("cli/target/launcher/app") + "'";
    return "sleep 0.3\nmkdir -p " + app + "\necho jar >" + app + "/plumbline-cli-1.jar\n";
  }

  /** Refuses to make folders of such a name, as a system does where a user may not write. */
  void makesNoFolder(String name) throws IOException {
    Path mkdir = tools.resolve("mkdir");
    String real = Files.readString(mkdir).replace("#!/bin/sh\n", "");
    script(mkdir, "#!/bin/sh\ncase $* in */" + name + ") exit 1 ;; esac\n" + real);
  }

  long builds() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  /** Writes a source file, with a time that the launcher can tell from that of its last look. */
  void write(String file, String text) throws IOException {
    Path path = clone.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  void touch(String file) throws IOException {
    FileTime soon = FileTime.fromMillis(System.currentTimeMillis() + 2000);
    Files.setLastModifiedTime(clone.resolve(file), soon);
  }

  Run run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    return start(environment, command).await();
  }

  /** Starts a command in the folder of the machine, with no environment but this. */
  Running start(Map<String, String> environment, String... command) throws IOException {
    List<String> words = new ArrayList<>(Arrays.asList(command));
    words.set(0, folder.resolve(words.get(0)).toString());
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("PLUMBLINE_JDK_PLACES", folder + "/jdk-*");
    builder.environment().putAll(environment);
    return new Running(builder.start(), out, err);
  }

  /** The usual tools of a system, without any Java or Maven that it may have. */
  private void lendTools() throws IOException {
    List<String> names =
        List.of(
            "sh",
            "cat",
            "cksum",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "touch",
            "tr",
            "xargs");
    for (String name : names) {
      Path tool =
          Stream.of("/usr/bin", "/bin")
              .map(place -> Path.of(place, name))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      script(tools.resolve(name), "#!/bin/sh\nexec " + tool + " \"$@\"\n");
    }
  }

  private static void script(Path path, String text) throws IOException {
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A command that was started. */
  record Running(Process process, Path out, Path err) {
    Run await() throws IOException, InterruptedException {
      int exit = process.waitFor();
      return new Run(exit, Files.readString(out), Files.readString(err));
    }
  }

  /** How a command ended, and what it said. */
  record Run(int exit, String out, String err) {}
}
