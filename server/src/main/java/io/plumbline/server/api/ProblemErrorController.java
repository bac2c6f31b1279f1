package io.plumbline.server.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers with a problem where a filter or the container itself gave up. */
@Hidden
@RestController
public final class ProblemErrorController implements ErrorController {

  @RequestMapping("${server.error.path:/error}")
  public void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (failure instanceof Throwable thrown) {
      ProblemReply.write(response, Problems.of(thrown));
      return;
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    ProblemKind kind =
        status instanceof Integer code ? ProblemKind.ofStatus(code) : ProblemKind.NOT_FOUND;
    ProblemReply.write(response, Problem.of(kind, Problems.ofStatus(kind)));
  }
}
