package io.plumbline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate and time left, drawn on a terminal only; elsewhere it does nothing. */
final class Progress implements AutoCloseable {
  private static final int MEGABYTE = 1_000_000;
  private static final int LONGEST = 100;

  /** Drawn less often than this, a bar costs nothing. */
  private static final int MILLISECONDS = 150;

  private final List<ProgressBar> bar;

  private Progress(List<ProgressBar> bar) {
    this.bar = bar;
  }

  /** A bar that counts megabytes of files. */
  static Progress ofBytes(Console console, String task, long total) {
    return of(console, task, total, "MB", MEGABYTE);
  }

  /** A bar that counts things. */
  static Progress ofThings(Console console, String task, long total) {
    return of(console, task, total, "", 1);
  }

  private static Progress of(Console console, String task, long total, String unit, long unitSize) {
    if (!console.showsProgress()) {
      return new Progress(List.of());
    }
    int width = Math.min(LONGEST, console.shell().width() - 1);
    return new Progress(
        List.of(
            new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(unit, unitSize)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(MILLISECONDS)
                .setConsumer(new ConsoleProgressBarConsumer(console.shell().err(), width))
                .showSpeed()
                .clearDisplayOnFinish()
                .build()));
  }

  /** Says how far the work has come. */
  void reached(long amount) {
    bar.forEach(each -> each.stepTo(amount));
  }

  @Override
  public void close() {
    bar.forEach(ProgressBar::close);
  }

  /** How large files are, in bytes; -1 where that is not known. */
  static long bytes(List<String> names) {
    long sum = 0;
    for (String name : names) {
      try {
        Path path = Path.of(name);
        if (!Files.isRegularFile(path)) {
          return -1;
        }
        sum += Files.size(path);
      } catch (IOException | InvalidPathException e) {
        return -1;
      }
    }
    return sum;
  }
}
