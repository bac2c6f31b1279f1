package io.plumbline.bench.serve;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept-open HTTP/1.1 connection to a server on this machine. It does next to nothing, because
 * it shares the processors with the server it measures. Not thread-safe.
 */
final class Wire implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 120_000;

  private final int port;
  private final byte[] buffer = new byte[1 << 16];
  private Socket socket;
  private int from;
  private int to;
  private byte[] body = new byte[0];
  private String head = "";

  Wire(int port) throws IOException {
    this.port = port;
    socket = connect();
  }

  private Socket connect() throws IOException {
    Socket fresh = new Socket();
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout(TIMEOUT_MILLIS);
    fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    from = 0;
    to = 0;
    return fresh;
  }

  /** Sends a whole request and gives the status of the reply; its body is kept. */
  int exchange(byte[] request) throws IOException {
    if (socket.isClosed()) {
      socket = connect();
    }
    socket.getOutputStream().write(request);
    InputStream in = socket.getInputStream();
    int status = readHead(in);
    String lower = head.toLowerCase(Locale.ROOT);
    body = status == 204 || status == 304 ? new byte[0] : readBody(in, lower);
    if (lower.contains("\r\nconnection: close")) {
      socket.close();
    }
    return status;
  }

  /** The body of the latest reply. */
  String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A GET with a key that may read. */
  static byte[] get(String path, String key) {
    return ("GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
            + "Authorization: Bearer "
            + key
            + "\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private int readHead(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder(256);
    while (text.indexOf("\r\n\r\n", Math.max(0, text.length() - 4)) < 0) {
      text.append((char) next(in));
    }
    head = text.toString();
    return Integer.parseInt(head.substring(9, 12));
  }

  private byte[] readBody(InputStream in, String lower) throws IOException {
    int at = lower.indexOf("\r\ncontent-length: ");
    if (at >= 0) {
      int start = at + "\r\ncontent-length: ".length();
      return read(in, Integer.parseInt(lower.substring(start, lower.indexOf('\r', start)).strip()));
    }
    byte[] all = new byte[0];
    while (true) {
      int size = Integer.parseInt(line(in), 16);
      byte[] chunk = read(in, size);
      line(in);
      if (size == 0) {
        return all;
      }
      int before = all.length;
      all = Arrays.copyOf(all, before + size);
      System.arraycopy(chunk, 0, all, before, size);
    }
  }

  private String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = next(in); c != '\n'; c = next(in)) {
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }

  private byte[] read(InputStream in, int size) throws IOException {
    byte[] bytes = new byte[size];
    for (int done = 0; done < size; ) {
      if (from == to) {
        fill(in);
      }
      int part = Math.min(size - done, to - from);
      System.arraycopy(buffer, from, bytes, done, part);
      from += part;
      done += part;
    }
    return bytes;
  }

  private int next(InputStream in) throws IOException {
    if (from == to) {
      fill(in);
    }
    return buffer[from++] & 0xff;
  }

  private void fill(InputStream in) throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    if (to == 0) {
      throw new EOFException("the server closed the connection after: " + head);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
