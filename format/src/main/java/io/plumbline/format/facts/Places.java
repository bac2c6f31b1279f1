package io.plumbline.format.facts;

import java.util.ArrayList;
import java.util.List;

/** The files and lines at which chunks begin. Written by one thread at a time, then read. */
final class Places {
  private record Start(String file, long linesBefore) {}

  private final List<Start> starts = new ArrayList<>();
  private String file = "";
  private long lines;

  /** The first chunk of a file; gives the number of lines before it. */
  long startFile(String newFile, long linesBefore, long linesOfChunk) {
    file = newFile;
    lines = linesBefore;
    return add(linesOfChunk);
  }

  /** The next chunk of the file; gives the number of lines before it. */
  long add(long linesOfChunk) {
    long before = lines;
    starts.add(new Start(file, before));
    lines += linesOfChunk;
    return before;
  }

  /** Where a row of a chunk stands. */
  Place place(long chunk, int line) {
    Start start = starts.get(Math.toIntExact(chunk));
    return new Place(start.file, start.linesBefore + line + 1);
  }
}
