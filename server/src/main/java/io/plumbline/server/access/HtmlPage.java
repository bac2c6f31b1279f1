package io.plumbline.server.access;

import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * An HTML page in the making, in one language. Every text that is put in is escaped; there is no
 * script, and no style beside that of the sheet.
 */
final class HtmlPage {
  private final PageLanguage language;
  private final String path;
  private final Optional<CsrfToken> csrf;
  private final StringBuilder body = new StringBuilder();

  /**
   * An empty page.
   *
   * @param path where the page is, for the links to its other languages
   */
  HtmlPage(PageLanguage language, String path, Optional<CsrfToken> csrf) {
    this.language = language;
    this.path = path;
    this.csrf = csrf;
  }

  /** A text of the page's language, escaped. */
  String text(String name, Object... values) {
    return escape(language.text(name, values));
  }

  /** A text of the page's language, to be put into another. */
  String plain(String name) {
    return language.text(name);
  }

  /** Markup, written by us. */
  HtmlPage add(String markup) {
    body.append(markup).append('\n');
    return this;
  }

  /** A paragraph of a class of the style sheet. */
  HtmlPage say(String kind, String name, Object... values) {
    return add("<p class=\"" + kind + "\" role=\"status\">" + text(name, values) + "</p>");
  }

  HtmlPage openForm(String action) {
    add("<form method=\"post\" action=\"" + escape(action) + "\">");
    csrf.ifPresent(token -> hidden(token.getParameterName(), token.getToken()));
    return this;
  }

  HtmlPage hidden(String name, String value) {
    return add("<input type=\"hidden\" name=\"" + name + "\" value=\"" + escape(value) + "\">");
  }

  /** A field with its label; {@code more} is further markup for the field. */
  HtmlPage field(String label, String type, String name, String more) {
    return add(
        "<label>"
            + text(label)
            + "<input type=\""
            + type
            + "\" name=\""
            + name
            + "\" required "
            + more
            + "></label>");
  }

  /** A field for a new password, with what is asked of it. */
  HtmlPage newPassword(String label, String name) {
    return add(
        "<label>"
            + text(label)
            + "<input type=\"password\" name=\""
            + name
            + "\" required autocomplete=\"new-password\" minlength=\""
            + Passwords.SHORTEST
            + "\" maxlength=\""
            + Passwords.LONGEST
            + "\"><span class=\"hint\">"
            + text("password.rules", Passwords.SHORTEST, Passwords.LONGEST)
            + "</span></label>");
  }

  HtmlPage closeForm(String button) {
    return add("<button>" + text(button) + "</button></form>");
  }

  /** The whole page. */
  String html(String title) {
    StringBuilder languages = new StringBuilder();
    for (PageLanguage other : PageLanguage.values()) {
      String mark = other == language ? " aria-current=\"true\"" : "";
      String link = path + (path.contains("?") ? "&" : "?") + "lang=" + other.tag();
      languages
          .append("<a href=\"" + escape(link) + "\" lang=\"" + other.tag() + "\"" + mark + ">")
          .append(other.ownName())
          .append("</a>");
    }
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <link rel="stylesheet" href="/assets/page.css">
    </head>
    <body>
    <header><span class="name">Plumbline</span><nav aria-label="%s">%s</nav></header>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(
            language.tag(),
            escape(title.equals("Plumbline") ? title : title + " · Plumbline"),
            text("language.label"),
            languages.toString(),
            body);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
