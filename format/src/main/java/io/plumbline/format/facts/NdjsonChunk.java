package io.plumbline.format.facts;

import io.plumbline.core.population.EventSink;
import io.plumbline.core.population.LeadSink;
import io.plumbline.format.facts.Rejection.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a chunk of lines of JSON. One parser runs over many lines, since a new one for each would
 * cost more than the parsing; where a line is not exactly one object, it is read again on its own.
 */
final class NdjsonChunk {
  private final byte[] bytes;
  private final int limit;
  private final Workspace workspace;
  private final Limits limits;
  private final Fields fields;
  private final ChunkLog log;
  private final boolean ascii;
  private int line;
  private int from;
  private int to;
  private @Nullable JsonParser running;
  private int runningFrom;

  NdjsonChunk(Workspace w, Target target, ChunkLog log) {
    workspace = w;
    bytes = w.bytes;
    limit = w.limit;
    limits = target.limits();
    fields = new Fields(target);
    this.log = log;
    ascii = (w.seen & Survey.BEYOND_ASCII) == 0;
  }

  void readLeads(LeadSink sink) {
    read(row -> fields.add(sink, line, this::reject));
  }

  void readEvents(EventSink sink) {
    Arrays.fill(sink.row().codes, LeadSink.UNKNOWN);
    read(row -> fields.add(sink, this::reject));
  }

  private void read(Predicate<Fields> adding) {
    bytes[limit] = '\n';
    for (from = 0; from < limit; from = to + 1, line++) {
      to = from;
      while (bytes[to] != '\n') {
        to++;
      }
      if (isBlank(from, to)) {
        continue;
      }
      boolean readable = isSound() && (readRunning() || readAlone());
      if (!readable) {
        stopRunning();
      } else if (adding.test(fields)) {
        log.rows++;
      }
    }
    stopRunning();
    log.lines = line + workspace.linesLeftOut;
  }

  private boolean isSound() {
    if (to - from > limits.rowBytes()) {
      reject(Kind.TOO_LONG, "the row is longer than " + limits.rowBytes() + " bytes");
      return false;
    }
    int bad = ascii ? -1 : Survey.firstBadUtf8(bytes, from, to);
    if (bad >= 0) {
      reject(Kind.BAD_UTF8, Survey.badUtf8(bytes, from, bad));
    }
    return bad < 0;
  }

  /** Reads the line's object with the parser of the lines before; false where anything is odd. */
  private boolean readRunning() {
    JsonParser parser = running;
    if (parser == null) {
      parser = Json.parser(bytes, from, limit);
      running = parser;
      runningFrom = from;
    }
    try {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        Json.readObject(parser, fields);
        long end = runningFrom + parser.currentLocation().getByteOffset();
        return end <= to && isBlank((int) end, to);
      }
    } catch (JacksonException e) {
      // The line is read again on its own, which tells what is wrong with it and not with others.
    }
    return false;
  }

  private boolean readAlone() {
    stopRunning();
    try (JsonParser parser = Json.parser(bytes, from, to)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        reject(Kind.BAD_JSON, "is not a JSON object");
        return false;
      }
      Json.readObject(parser, fields);
      if (parser.nextToken() != null) {
        reject(Kind.BAD_JSON, "has more than one JSON object");
        return false;
      }
      return true;
    } catch (JacksonException e) {
      int offset = e.getLocation() == null ? 0 : (int) e.getLocation().getByteOffset();
      int length = Math.max(0, Math.min(offset, to - from));
      int column = new String(bytes, from, length, StandardCharsets.UTF_8).length() + 1;
      reject(Kind.BAD_JSON, "column " + column + ": " + Json.reason(e));
      return false;
    }
  }

  private void stopRunning() {
    Optional.ofNullable(running).ifPresent(JsonParser::close);
    running = null;
  }

  private boolean isBlank(int start, int end) {
    for (int i = start; i < end; i++) {
      byte c = bytes[i];
      if (c != ' ' && (c < '\t' || c > '\r')) {
        return false;
      }
    }
    return true;
  }

  private void reject(Kind kind, String reason) {
    int shown = Math.min(to, from + limits.rowBytes());
    log.reject(line, kind, reason, ChunkLog.text(bytes, from, shown));
  }
}
