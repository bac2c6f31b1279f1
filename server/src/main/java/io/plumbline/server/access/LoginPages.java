package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.store.User;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages on the way in: creating the administrator, logging in. */
@Hidden
@Controller
public final class LoginPages {
  private static final String NAME_FIELD =
      "maxlength=\"64\" autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\"";

  /** A longer name is not shown again, for it is no slip of the keyboard. */
  private static final int LONGEST_KEPT = 200;

  private final Accounts accounts;
  private final FirstAdministrator first;
  private final SessionUsers sessions;

  public LoginPages(Accounts accounts, FirstAdministrator first) {
    this.accounts = accounts;
    this.first = first;
    sessions = new SessionUsers(accounts);
  }

  @GetMapping("/login")
  void login(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam Optional<String> error,
      @RequestParam Optional<Integer> wait,
      @RequestParam Optional<String> said)
      throws IOException {
    HtmlPage page = Pages.page(request, response, "/login");
    page.add("<div class=\"card narrow\"><h1>" + page.text("login.title") + "</h1>");
    if (wait.isPresent()) {
      page.say("bad", "login.throttled", Math.max(1, wait.get()));
    } else if (error.isPresent()) {
      page.say("bad", "login.wrong");
    }
    said.filter(it -> it.equals("out")).ifPresent(it -> page.say("good", "login.out"));
    said.filter(it -> it.equals("password")).ifPresent(it -> page.say("good", "password.done"));
    if (!accounts.hasAdministrator()) {
      page.say("hint", "login.none");
    }
    page.openForm("/login")
        .field("login.name", "text", "name", NAME_FIELD)
        .field("login.password", "password", "password", "autocomplete=\"current-password\"")
        .closeForm("login.button")
        .add("</div>");
    Pages.send(response, HttpServletResponse.SC_OK, page.html(page.plain("login.title")));
  }

  @GetMapping("/first")
  void first(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String token)
      throws IOException {
    showFirst(request, response, token, Optional.empty());
  }

  @PostMapping("/first")
  void create(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String token,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String password)
      throws IOException {
    if (!first.isOpen(token)) {
      showFirst(request, response, token, Optional.empty());
      return;
    }
    User user;
    try {
      user = first.accept(token, name, password);
    } catch (Refusal refusal) {
      showFirst(request, response, token, Optional.of(new Refused(name, refusal.code())));
      return;
    }
    if (request.getSession(false) != null) {
      // Whoever gave the browser its session must not have that of the administrator.
      request.changeSessionId();
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(Actor.of(user));
    sessions.saveContext(context, request, response);
    Redirect.to(response, "/");
  }

  /** A name that was sent with a password, and why they cannot be used. */
  private record Refused(String name, Refusal.Code code) {
    void say(HtmlPage page) {
      if (code == Refusal.Code.CONFLICT) {
        page.say("bad", "name.taken");
      } else if (!Accounts.isName(name)) {
        page.say("bad", "name.refused");
      } else {
        page.say("bad", "password.refused", Passwords.SHORTEST, Passwords.LONGEST);
      }
    }

    String value() {
      return name.length() > LONGEST_KEPT ? "" : " value=\"" + HtmlPage.escape(name) + "\"";
    }
  }

  private void showFirst(
      HttpServletRequest request,
      HttpServletResponse response,
      String token,
      Optional<Refused> refused)
      throws IOException {
    HtmlPage page = Pages.page(request, response, "/first?token=" + query(token));
    page.add("<div class=\"card narrow\"><h1>" + page.text("first.title") + "</h1>");
    int status = HttpServletResponse.SC_OK;
    if (first.isOpen(token)) {
      page.add("<p>" + page.text("first.intro") + "</p>");
      if (refused.isPresent()) {
        status = 422;
        refused.get().say(page);
      }
      String nameField = NAME_FIELD + refused.map(Refused::value).orElse("");
      page.openForm("/first")
          .hidden("token", token)
          .field("login.name", "text", "name", nameField)
          .newPassword("login.password", "password")
          .closeForm("first.button");
    } else {
      status = HttpServletResponse.SC_GONE;
      page.say("bad", accounts.hasAdministrator() ? "first.done" : "first.gone")
          .add("<p><a href=\"/login\">" + page.text("first.toLogin") + "</a></p>");
    }
    page.add("</div>");
    Pages.send(response, status, page.html(page.plain("first.title")));
  }

  /** The token, as far as it can be one. */
  private static String query(String token) {
    return token.matches("[A-Za-z0-9_-]{1,64}") ? token : "";
  }

  @GetMapping("/assets/page.css")
  void style(HttpServletResponse response) throws IOException {
    response.setContentType("text/css;charset=utf-8");
    response.setHeader("Cache-Control", "public, max-age=300");
    try (InputStream in = LoginPages.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("there is no style sheet");
      }
      in.transferTo(response.getOutputStream());
    }
  }

  @GetMapping("/favicon.ico")
  void icon(HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  @ExceptionHandler(Refusal.class)
  void refused(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Pages.sendError(request, response, HttpServletResponse.SC_BAD_REQUEST);
  }
}
