package io.plumbline.server.health;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says with every reply of the API that leads wait to be scored, so that nobody takes a list, an
 * export or a count for complete.
 */
public final class BacklogFilter extends OncePerRequestFilter {
  static final String HEADER = "Plumbline-Backlog-Leads";

  private final LongSupplier waiting;

  /**
   * A filter.
   *
   * @param waiting how many leads wait to be scored
   */
  public BacklogFilter(LongSupplier waiting) {
    this.waiting = waiting;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long leads = waiting.getAsLong();
    if (leads > 0) {
      response.setHeader(HEADER, Long.toString(leads));
    }
    chain.doFilter(request, response);
  }
}
