package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.store.ApiKey;
import io.plumbline.store.User;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages for those who are in: where to go, write keys, the own password. */
@Hidden
@Controller
public final class HomePages {
  private static final int UNPROCESSABLE = 422;

  private final PasswordLogin logins;
  private final Keys keys;
  private final InstantSource clock;

  public HomePages(PasswordLogin logins, Keys keys, InstantSource clock) {
    this.logins = logins;
    this.keys = keys;
    this.clock = clock;
  }

  @GetMapping("/")
  void home(HttpServletRequest request, HttpServletResponse response, Actor actor)
      throws IOException {
    showHome(request, response, actor, Optional.empty(), Optional.empty());
  }

  @PostMapping("/keys")
  void makeKey(
      HttpServletRequest request,
      HttpServletResponse response,
      Actor actor,
      @RequestParam(defaultValue = "") String label)
      throws IOException {
    Optional<Keys.Made> made = Optional.empty();
    Optional<Refusal> refused = Optional.empty();
    try {
      Keys.Wish wish = new Keys.Wish(ApiKey.Kind.WRITE, label, List.of(), Optional.empty());
      made = Optional.of(keys.make(actor.getName(), wish));
    } catch (Refusal refusal) {
      refused = Optional.of(refusal);
    }
    showHome(request, response, actor, made, refused);
  }

  @PostMapping("/keys/{number}/revoke")
  void revoke(HttpServletResponse response, Actor actor, @PathVariable long number) {
    keys.revoke(actor.getName(), number);
    Redirect.to(response, "/");
  }

  private void showHome(
      HttpServletRequest request,
      HttpServletResponse response,
      Actor actor,
      Optional<Keys.Made> made,
      Optional<Refusal> refused)
      throws IOException {
    User user = actor.user().orElseThrow();
    HtmlPage page = Pages.page(request, response, "/");
    page.add("<div class=\"card\"><h1>" + page.text("home.title", user.name()) + "</h1>")
        .add("<p>" + page.text("home.role", page.plain("role." + user.role().name())) + "</p>")
        .add("<ul><li><a href=\"/api/v1/leads\">" + page.text("home.leads") + "</a></li>")
        .add("<li><a href=\"/api/v1/openapi.json\">" + page.text("home.document") + "</a></li>")
        .add("<li><a href=\"/password\">" + page.text("password.title") + "</a></li></ul>")
        .openForm("/logout")
        .closeForm("home.out")
        .add("</div>");
    if (user.role() == User.Role.ADMINISTRATOR) {
      showKeys(page, origin(request), made, refused);
    }
    int status = refused.isPresent() ? UNPROCESSABLE : HttpServletResponse.SC_OK;
    Pages.send(response, status, page.html("Plumbline"));
  }

  private void showKeys(
      HtmlPage page, String origin, Optional<Keys.Made> made, Optional<Refusal> refused) {
    page.add("<div class=\"card\"><h2>" + page.text("keys.title") + "</h2>")
        .add("<p>" + page.text("keys.intro") + "</p>");
    refused.ifPresent(
        it -> {
          if (it.code() == Refusal.Code.CONFLICT) {
            page.say("bad", "keys.taken");
          } else {
            page.say("bad", "keys.refused", Keys.LONGEST_LABEL);
          }
        });
    made.ifPresent(
        it ->
            page.say("good", "keys.made")
                .add("<p><code class=\"key\">" + HtmlPage.escape(it.text()) + "</code></p>")
                .add("<p>" + page.text("keys.server", origin) + "</p>"));
    List<ApiKey> all = keys.list();
    if (all.isEmpty()) {
      page.add("<p class=\"hint\">" + page.text("keys.none") + "</p>");
    } else {
      page.add("<div class=\"scroll\"><table><thead><tr>")
          .add("<th>" + page.text("keys.key") + "</th><th>" + page.text("keys.label") + "</th>")
          .add("<th>" + page.text("keys.state") + "</th><th></th></tr></thead><tbody>");
      all.forEach(key -> showKey(page, key));
      page.add("</tbody></table></div>");
    }
    page.openForm("/keys")
        .field("keys.label", "text", "label", "maxlength=\"" + Keys.LONGEST_LABEL + "\"")
        .closeForm("keys.create")
        .add("</div>");
  }

  private void showKey(HtmlPage page, ApiKey key) {
    Instant now = clock.instant();
    page.add("<tr><td><code>" + HtmlPage.escape(key.shown()) + "</code></td>")
        .add("<td>" + HtmlPage.escape(key.label()) + "</td><td>" + state(page, key, now) + "</td>")
        .add("<td>");
    if (key.worksAt(now)) {
      page.openForm("/keys/" + key.key() + "/revoke")
          .add("<button class=\"plain\">" + page.text("keys.revoke") + "</button></form>");
    }
    page.add("</td></tr>");
  }

  private static String state(HtmlPage page, ApiKey key, Instant now) {
    if (!key.worksAt(now)) {
      return page.text("keys.ended");
    }
    return key.revoked()
        .or(key::expires)
        .map(end -> page.text("keys.until", end.truncatedTo(ChronoUnit.MINUTES)))
        .orElseGet(() -> page.text("keys.works"));
  }

  private static String origin(HttpServletRequest request) {
    return request.getScheme() + "://" + request.getHeader("Host");
  }

  @GetMapping("/password")
  void password(HttpServletRequest request, HttpServletResponse response) throws IOException {
    showPassword(request, response, Optional.empty());
  }

  @PostMapping("/password")
  void changePassword(
      HttpServletRequest request,
      HttpServletResponse response,
      Actor actor,
      @RequestParam(defaultValue = "") String present,
      @RequestParam(defaultValue = "") String wanted)
      throws IOException {
    try {
      User user = actor.user().orElseThrow();
      logins.changePassword(user, request.getRemoteAddr(), present, wanted);
      Redirect.to(response, "/login?said=password");
    } catch (Refusal refusal) {
      showPassword(request, response, Optional.of(refusal));
    }
  }

  private static void showPassword(
      HttpServletRequest request, HttpServletResponse response, Optional<Refusal> refusal)
      throws IOException {
    HtmlPage page = Pages.page(request, response, "/password");
    page.add("<div class=\"card narrow\"><h1>" + page.text("password.title") + "</h1>");
    refusal.ifPresent(
        it -> {
          if (it.retryAfter().isPresent()) {
            page.say("bad", "login.throttled", Gate.seconds(it.retryAfter().get()));
          } else if (it.code() == Refusal.Code.FORBIDDEN) {
            page.say("bad", "password.wrong");
          } else {
            page.say("bad", "password.refused", Passwords.SHORTEST, Passwords.LONGEST);
          }
        });
    page.openForm("/password")
        .field("password.present", "password", "present", "autocomplete=\"current-password\"")
        .newPassword("password.wanted", "wanted")
        .closeForm("password.button")
        .add("</div>");
    int status = refusal.isPresent() ? UNPROCESSABLE : HttpServletResponse.SC_OK;
    Pages.send(response, status, page.html(page.plain("password.title")));
  }

  @ExceptionHandler(Refusal.class)
  void refused(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    boolean missing = refusal.code() == Refusal.Code.NOT_FOUND;
    Pages.sendError(
        request,
        response,
        missing ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_BAD_REQUEST);
  }
}
