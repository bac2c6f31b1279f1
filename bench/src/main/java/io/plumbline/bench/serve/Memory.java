package io.plumbline.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory that a process takes of the machine, as Linux tells it.
 *
 * @param resident all of it, pages of files that it has mapped included, which cost nothing
 * @param own what is its own and no file's
 */
record Memory(long resident, long own) {
  static Memory of(long process) throws IOException {
    String status = Files.readString(Path.of("/proc", String.valueOf(process), "status"));
    return new Memory(mebibytes(status, "VmRSS"), mebibytes(status, "RssAnon"));
  }

  private static long mebibytes(String status, String name) throws IOException {
    Matcher size = Pattern.compile(name + ":\\s+([0-9]+) kB").matcher(status);
    if (!size.find()) {
      throw new IOException("found no " + name + " in the status of the process");
    }
    return Long.parseLong(size.group(1)) / 1024;
  }

  @Override
  public String toString() {
    return resident + " MiB, of it " + own + " MiB its own";
  }
}
