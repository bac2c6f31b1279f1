package io.plumbline.core.engine;

import io.plumbline.core.engine.SignalState.DayTally;
import io.plumbline.core.engine.SignalState.Mark;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signal states as versioned bytes. Version 1: the version, the key's hash, the limit a day,
 * whether numbers are read, the days (each with its marks where a limit holds, else with its sums),
 * the marks whose ids are shown. Whole numbers are zigzag variable-length, base 128, low group
 * first.
 */
public final class SignalStateCodec {
  private static final byte VERSION = 1;

  private SignalStateCodec() {}

  /** The bytes of a state. */
  public static byte[] encode(SignalState state) {
    Writer out = new Writer();
    out.number(VERSION);
    out.text(state.key().hash());
    out.number(state.perDay());
    out.number(state.readsNumber() ? 1 : 0);
    out.number(state.size());
    for (Map.Entry<Integer, DayTally> day : state.tallies().entrySet()) {
      out.number(day.getKey());
      DayTally tally = day.getValue();
      out.number(tally.kept.size());
      tally.kept.forEach(out::mark);
      if (state.perDay() == 0) {
        out.number(tally.count);
        out.integer(tally.sum);
        out.integer(tally.largest);
        out.instant(tally.first);
        out.instant(tally.last);
      }
    }
    out.number(state.latestMarks().size());
    state.latestMarks().forEach(out::mark);
    return out.bytes();
  }

  /**
   * The state that bytes stand for.
   *
   * @throws IllegalArgumentException where they are of another version or no state at all
   */
  public static SignalState decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      long version = number(in);
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "signal state of version " + version + ", expected version " + VERSION);
      }
      SignalKey key = new SignalKey(text(in));
      SignalState state = new SignalState(key, count(in, "limit a day"), number(in) == 1);
      int days = count(in, "days");
      for (int i = 0; i < days; i++) {
        readDay(in, state);
      }
      int latest = count(in, "marks");
      for (int i = 0; i < latest; i++) {
        state.latestMarks().add(mark(in));
      }
      if (in.hasRemaining()) {
        throw new IllegalArgumentException(in.remaining() + " bytes follow the signal state");
      }
      return state;
    } catch (BufferUnderflowException | DateTimeException | ArithmeticException broken) {
      throw new IllegalArgumentException("not a signal state: " + broken.getMessage(), broken);
    }
  }

  private static void readDay(ByteBuffer in, SignalState state) {
    int day = Math.toIntExact(number(in));
    int kept = count(in, "kept marks");
    for (int i = 0; i < kept; i++) {
      state.fold(day, mark(in));
    }
    if (state.perDay() == 0) {
      DayTally tally = new DayTally();
      tally.count = count(in, "events");
      tally.sum = orZero(integer(in));
      tally.largest = integer(in);
      tally.first = instant(in);
      tally.last = instant(in);
      state.tallies().put(day, tally);
    }
  }

  private static BigInteger orZero(@Nullable BigInteger number) {
    return number == null ? BigInteger.ZERO : number;
  }

  private static long number(ByteBuffer in) {
    long raw = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte group = in.get();
      raw |= (long) (group & 0x7F) << shift;
      if (group >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new ArithmeticException("a number of more than ten groups");
  }

  private static int count(ByteBuffer in, String what) {
    long count = number(in);
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new ArithmeticException(count + " " + what);
    }
    return (int) count;
  }

  private static byte[] sized(ByteBuffer in) {
    int size = count(in, "bytes");
    if (size > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[size];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in) {
    return new String(sized(in), StandardCharsets.UTF_8);
  }

  private static @Nullable BigInteger integer(ByteBuffer in) {
    byte[] bytes = sized(in);
    return bytes.length == 0 ? null : new BigInteger(bytes);
  }

  private static Instant instant(ByteBuffer in) {
    return Instant.ofEpochSecond(number(in), number(in));
  }

  private static Mark mark(ByteBuffer in) {
    return new Mark(instant(in), text(in), integer(in));
  }

  private static final class Writer {
    private byte[] bytes = new byte[256];
    private int size;

    void number(long number) {
      long raw = (number << 1) ^ (number >> 63);
      while ((raw & ~0x7FL) != 0) {
        put((byte) (raw | 0x80));
        raw >>>= 7;
      }
      put((byte) raw);
    }

    void sized(byte[] block) {
      number(block.length);
      for (byte b : block) {
        put(b);
      }
    }

    void text(String text) {
      sized(text.getBytes(StandardCharsets.UTF_8));
    }

    void integer(@Nullable BigInteger number) {
      sized(number == null ? new byte[0] : number.toByteArray());
    }

    void instant(Instant instant) {
      number(instant.getEpochSecond());
      number(instant.getNano());
    }

    void mark(Mark mark) {
      instant(mark.at());
      text(mark.id());
      integer(mark.number());
    }

    private void put(byte b) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, size * 2);
      }
      bytes[size++] = b;
    }

    byte[] bytes() {
      return Arrays.copyOf(bytes, size);
    }
  }
}
