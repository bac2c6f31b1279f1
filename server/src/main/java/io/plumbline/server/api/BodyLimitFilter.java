package io.plumbline.server.api;

import io.plumbline.server.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads no more of a body than a limit, whether its length was announced or not. */
public final class BodyLimitFilter extends OncePerRequestFilter {
  private final long mostBytes;

  public BodyLimitFilter(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !ApiPaths.isApi(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > mostBytes) {
      ProblemReply.write(response, Problems.of(refusal()));
      return;
    }
    chain.doFilter(new Limited(request), response);
  }

  private Refusal refusal() {
    return new Refusal(
        Refusal.Code.TOO_LARGE, "The body is larger than " + mostBytes + " bytes, the limit here.");
  }

  private final class Limited extends HttpServletRequestWrapper {
    Limited(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream());
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }

  private final class Counted extends ServletInputStream {
    private final ServletInputStream in;
    private long left = mostBytes;

    Counted(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      return next < 0 ? next : counted(1, next);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = in.read(into, from, length);
      return read < 0 ? read : counted(read, read);
    }

    private int counted(int bytes, int result) {
      left -= bytes;
      if (left < 0) {
        throw refusal();
      }
      return result;
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
