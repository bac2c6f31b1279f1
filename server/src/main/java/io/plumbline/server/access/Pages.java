package io.plumbline.server.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;

/** What all pages have in common: their language, how they are sent, and how they say no. */
final class Pages {
  private static final String LANGUAGE_COOKIE = "plumbline_language";
  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  private Pages() {}

  /** An empty page in the language of whoever asks. */
  static HtmlPage page(HttpServletRequest request, HttpServletResponse response, String path) {
    Object csrf = request.getAttribute(CsrfToken.class.getName());
    return new HtmlPage(
        language(request, response),
        path,
        csrf instanceof CsrfToken token ? Optional.of(token) : Optional.empty());
  }

  /** What was chosen with a link counts, and stays; then what the browser says. */
  private static PageLanguage language(HttpServletRequest request, HttpServletResponse response) {
    Optional<PageLanguage> chosen =
        Optional.ofNullable(request.getParameter("lang")).flatMap(PageLanguage::ofTag);
    chosen.ifPresent(
        language -> {
          Cookie cookie = new Cookie(LANGUAGE_COOKIE, language.tag());
          cookie.setPath("/");
          cookie.setMaxAge(YEAR_SECONDS);
          cookie.setHttpOnly(true);
          cookie.setSecure(request.isSecure());
          cookie.setAttribute("SameSite", "Lax");
          response.addCookie(cookie);
        });
    return chosen
        .or(() -> kept(request))
        .orElseGet(
            () ->
                PageLanguage.wanted(
                    Optional.ofNullable(request.getHeader("Accept-Language")).orElse("")));
  }

  private static Optional<PageLanguage> kept(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(LANGUAGE_COOKIE))
            .findFirst()
            .flatMap(cookie -> PageLanguage.ofTag(cookie.getValue()));
  }

  static void send(HttpServletResponse response, int status, String html) throws IOException {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("text/html;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Says that something did not work, in the words for its status. */
  static void sendError(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    HtmlPage page = page(request, response, "/");
    String words =
        switch (status) {
          case HttpServletResponse.SC_FORBIDDEN -> "error.403";
          case HttpServletResponse.SC_NOT_FOUND -> "error.404";
          default -> "error.other";
        };
    page.add("<div class=\"card narrow\"><h1>" + page.text("error.title") + "</h1>")
        .add("<p>" + page.text(words) + "</p>")
        .add("<p><a href=\"/\">" + page.text("error.home") + "</a></p></div>");
    send(response, status, page.html(page.plain("error.title")));
  }
}
