package io.plumbline.checks.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher builds when it must, says what is missing, and starts Java as it should. */
final class LauncherTest {

  private static final Map<String, String> PLAIN = Map.of();
  private static final String PLUMBLINE = "a clone/plumbline";

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() throws IOException {
    machine = new Machine(folder);
  }

  @Test
  void saysHowToInstallAJdk() throws Exception {
    var run = machine.run(PLAIN, PLUMBLINE, "--version");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("needs Java 17 or newer, and found none", "apt-get install");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void saysThatAJdkIsTooOld() throws Exception {
    machine.installJava("11.0.2");

    assertThat(machine.run(PLAIN, PLUMBLINE).err()).contains("found only: 11.0.2");
  }

  @Test
  void saysHowToInstallMaven() throws Exception {
    machine.installJava("17.0.1");
    var run = machine.run(PLAIN, PLUMBLINE);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("needs Maven", "apt-get install maven");
  }

  @Test
  void prefersJavaHome() throws Exception {
    machine.installJava("17.0.1");
    Path home = machine.installJava("21.0.4");
    machine.installMaven(machine.makesJar());
    var run = machine.run(Map.of("JAVA_HOME", home.toString()), PLUMBLINE, "--version");

    assertThat(run.out()).startsWith("java 21.0.4 ");
  }

  @Test
  void passesOverATooOldJavaHome() throws Exception {
    machine.installJava("17.0.1");
    Path old = machine.installJava("8.0.1");
    machine.installMaven(machine.makesJar());
    var run = machine.run(Map.of("JAVA_HOME", old.toString()), PLUMBLINE, "--version");

    assertThat(run.out()).startsWith("java 17.0.1 ");
  }

  @Test
  void buildsOnceForOneStateOfTheSources() throws Exception {
    ready();
    assertThat(machine.run(PLAIN, PLUMBLINE, "--version").err()).contains("first run");
    assertThat(machine.run(PLAIN, PLUMBLINE, "--version").err()).isEmpty();
    machine.touch("core/src/main/java/A.java");
    assertThat(machine.run(PLAIN, PLUMBLINE, "--version").err()).isEmpty();
    assertThat(machine.builds()).isEqualTo(1);

    machine.write("core/src/main/java/A.java", "class A { int x; }");
    assertThat(machine.run(PLAIN, PLUMBLINE, "--version").err()).contains("sources changed");
    Files.delete(machine.clone.resolve("core/src/main/java/B.java"));
    assertThat(machine.run(PLAIN, PLUMBLINE, "--version").err()).contains("sources changed");
    assertThat(machine.builds()).isEqualTo(3);
  }

  @Test
  void returnsToTheBuildBeforeWithoutBuilding() throws Exception {
    ready();
    machine.run(PLAIN, PLUMBLINE);
    machine.write("core/src/main/java/A.java", "class A { int x; }");
    machine.run(PLAIN, PLUMBLINE);
    machine.write("core/src/main/java/A.java", "class A {}");
    machine.run(PLAIN, PLUMBLINE);

    assertThat(machine.builds()).isEqualTo(2);
  }

  @Test
  void twoFirstRunsAtOnceBuildOnce() throws Exception {
    ready();
    var first = machine.start(PLAIN, PLUMBLINE, "--version");
    var second = machine.start(PLAIN, PLUMBLINE, "--version");

    assertThat(first.await().out()).startsWith("java 17.0.1 ");
    assertThat(second.await().out()).startsWith("java 17.0.1 ");
    assertThat(machine.builds()).isEqualTo(1);
  }

  @Test
  void takesOverTheLockOfADeadBuild() throws Exception {
    ready();
    machine.write("target/plumbline/lock/pid", "999999999\n");

    assertThat(machine.run(PLAIN, PLUMBLINE, "--version").exit()).isZero();
  }

  @Test
  void showsWhyABuildFailed() throws Exception {
    machine.installJava("17.0.1");
    machine.installMaven("echo '[ERROR] A.java:[1,1] no semicolon'\nexit 1\n");
    var run = machine.run(PLAIN, PLUMBLINE);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("build failed", "no semicolon", "build.log");
    assertThat(machine.clone.resolve("target/plumbline/lock")).doesNotExist();
  }

  @Test
  void worksThroughASymbolicLink() throws Exception {
    ready();
    Files.createSymbolicLink(folder.resolve("there"), Path.of("a clone", "plumbline"));
    Files.createSymbolicLink(folder.resolve("here"), Path.of("there"));
    var run = machine.run(PLAIN, "here", "explain", "a b");

    assertThat(run.out()).endsWith("plumbline.jar explain a b\n");
  }

  @Test
  void choosesTheJvmByTheWork() throws Exception {
    ready();
    assertThat(machine.run(PLAIN, PLUMBLINE, "check", "m").out())
        .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=60");
    assertThat(machine.run(PLAIN, PLUMBLINE, "score", "--help").out()).contains("-XX:+UseSerialGC");
    assertThat(machine.run(Map.of("PLUMBLINE_HEAP", "900m"), PLUMBLINE, "score", "x").out())
        .contains("-XX:+UseParallelGC", "-Xmx900m")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void startsTheServerSmall_withShortPauses_andClassesOfItsOwn() throws Exception {
    ready();
    var run = machine.run(PLAIN, PLUMBLINE, "serve", "--port", "1");
    assertThat(run.err()).contains("Preparing the server (first start)");
    assertThat(run.out())
        .contains("-XX:+UseG1GC", "-Xms64m", "-XX:MaxRAMPercentage=30", "serve --port 1")
        .contains("-XX:+ExitOnOutOfMemoryError")
        .doesNotContain("TieredStopAtLevel", "InitialRAMPercentage");
    var again = machine.run(Map.of("PLUMBLINE_HEAP", "900m"), PLUMBLINE, "serve");
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).contains("-Xms64m", "-Xmx900m");
  }

  @Test
  void starts_whereTheUserMayNotWriteBesideTheProgram() throws Exception {
    ready();
    machine.run(PLAIN, PLUMBLINE, "--version");
    machine.makesNoFolder("trial.*");
    var run = machine.run(PLAIN, PLUMBLINE, "serve", "--port", "1");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith("serve --port 1\n").doesNotContain("SharedArchiveFile");
  }

  @Test
  void saysThatAnotherUserHasToBuild() throws Exception {
    ready();
    machine.run(PLAIN, PLUMBLINE, "--version");
    machine.write("core/src/main/java/A.java", "class A { int x; }");
    machine.makesNoFolder("lock");
    var run = machine.run(PLAIN, PLUMBLINE, "--version");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("cannot write to", "a clone/target/plumbline", "the owner")
        .doesNotContain("Wait");
    assertThat(machine.builds()).isEqualTo(1);
  }

  @Test
  void builds_whenTheServerOrTheStoreChanged() throws Exception {
    ready();
    machine.run(PLAIN, PLUMBLINE, "--version");
    machine.write("server/src/main/java/C.java", "class C {}");
    assertThat(machine.run(PLAIN, PLUMBLINE, "--version").err()).contains("sources changed");
    machine.write("store/src/main/java/D.java", "class D {}");
    assertThat(machine.run(PLAIN, PLUMBLINE, "--version").err()).contains("sources changed");
  }

  @Test
  void checkRefusesAFolderThatIsNoJdk() throws Exception {
    ready();
    var run = machine.run(PLAIN, "a clone/plumbline-check", "--jdk", "nowhere");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(machine.builds()).isZero();
  }

  private void ready() throws IOException {
    machine.installJava("17.0.1");
    machine.installMaven(machine.makesJar());
  }
}
