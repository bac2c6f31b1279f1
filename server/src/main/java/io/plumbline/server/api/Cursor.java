package io.plumbline.server.api;

import io.plumbline.server.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A place in a list as text that clients give back unread. It carries a checksum over its content
 * and over what it is a cursor of, so that one of another list, of the same list in another order,
 * or a mangled one, is told from a good one. It holds no secret and grants nothing.
 */
public final class Cursor {
  private static final int VERSION = 1;
  private static final int LONGEST = 16 * 1024;

  private Cursor() {}

  /**
   * The text of a place.
   *
   * @param of what it is a cursor of: a list, with its order and filters where they matter
   */
  public static String write(String of, List<String> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeShort(parts.size());
      for (String part : parts) {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
      out.writeInt(checksum(of, bytes.toByteArray()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /** The parts of a place; refuses what is no cursor of this. */
  public static List<String> read(String of, String text) {
    try {
      if (text.length() > LONGEST) {
        throw new IOException("too long");
      }
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      if (in.readByte() != VERSION) {
        throw new IOException("of another version");
      }
      List<String> parts = new ArrayList<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
          throw new IOException("cut");
        }
        parts.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      }
      int sum = in.readInt();
      byte[] content = java.util.Arrays.copyOf(bytes, bytes.length - Integer.BYTES);
      if (in.available() > 0 || sum != checksum(of, content)) {
        throw new IOException("of something else");
      }
      return parts;
    } catch (IllegalArgumentException | IOException bad) {
      throw refusal();
    }
  }

  /** The cursor of a list that goes by falling or rising keys. */
  public static String ofKey(String of, long key) {
    return write(of, List.of(Long.toString(key)));
  }

  /** The key of such a cursor, where there is one. */
  public static Optional<Long> key(String of, Optional<String> text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = read(of, text.get());
    try {
      return Optional.of(Long.parseLong(parts.get(0)));
    } catch (NumberFormatException | IndexOutOfBoundsException bad) {
      throw refusal();
    }
  }

  /** What is said of a cursor that is none. */
  public static Refusal refusal() {
    return new Refusal(
        Refusal.Code.INVALID,
        "The parameter after is no cursor of this list; expected the paging.next of a page of the"
            + " same list with the same filters and order.");
  }

  private static int checksum(String of, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(of.getBytes(StandardCharsets.UTF_8));
    crc.update(content);
    return (int) crc.getValue();
  }
}
