package io.plumbline.checks.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection over which anything can be sent. */
final class RawConnection implements AutoCloseable {
  private static final int MOST_ANSWER = 1 << 20;

  private final Socket socket = new Socket();

  RawConnection(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
  }

  /** Sends bytes as far as the other side takes them. */
  RawConnection send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (SocketException closed) {
      // It did not want to hear the rest.
    }
    return this;
  }

  RawConnection send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Says that nothing more will be sent. */
  RawConnection end() throws IOException {
    try {
      socket.shutdownOutput();
    } catch (SocketException closed) {
      // It was faster.
    }
    return this;
  }

  /** What comes back until the other side closes or a time has passed. */
  String answer(Duration most) throws IOException {
    return answer(most, MOST_ANSWER);
  }

  private String answer(Duration most, int enough) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    long end = System.nanoTime() + most.toNanos();
    InputStream in = socket.getInputStream();
    byte[] part = new byte[8192];
    try {
      while (all.size() < enough) {
        int left = (int) ((end - System.nanoTime()) / 1_000_000);
        if (left <= 0) {
          break;
        }
        socket.setSoTimeout(left);
        int count = in.read(part);
        if (count < 0) {
          break;
        }
        all.write(part, 0, count);
      }
    } catch (SocketTimeoutException | SocketException over) {
      // What has come until now is the answer.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** The status of the first answer; 0 where there was none. */
  int status(Duration most) throws IOException {
    String answer = answer(most, "HTTP/1.1 200".length());
    return answer.matches("(?s)HTTP/1\\.1 [0-9]{3}.*")
        ? Integer.parseInt(answer.substring(9, 12))
        : 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
