package io.plumbline.format.facts;

import java.io.IOException;
import java.util.Optional;

/** An open input that gives its chunks one after the other. Not thread-safe; its tasks are. */
interface ChunkSource extends AutoCloseable {

  /** The parsing of one chunk, to be run once, on any thread. */
  @FunctionalInterface
  interface Task {
    void run(long chunk, ChunkLog log) throws IOException;
  }

  /** The name of the input for messages. */
  String name();

  /** How many lines stand before the first chunk. */
  long linesBefore();

  /** How many bytes of the input were read by now. */
  long bytesRead();

  /** The next chunk, which may use the workspace until it was run; empty at the end. */
  Optional<Task> next(Workspace w) throws IOException;

  @Override
  void close() throws IOException;
}
