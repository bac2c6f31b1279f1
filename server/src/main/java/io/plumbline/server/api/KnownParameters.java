package io.plumbline.server.api;

import io.plumbline.server.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a parameter that an operation does not know: one that is mistyped would else be left out
 * without a word. Operations that take all parameters as one map look at them themselves.
 */
public final class KnownParameters implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getQueryString() != null && handler instanceof HandlerMethod method) {
      Set<String> known = new TreeSet<>();
      for (MethodParameter parameter : method.getMethodParameters()) {
        RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
        if (asked != null && Map.class.isAssignableFrom(parameter.getParameterType())) {
          return true;
        }
        if (asked != null) {
          String name = parameter.getParameter().getName();
          known.add(asked.name().isEmpty() ? name : asked.name());
        }
      }
      for (String name : request.getParameterMap().keySet()) {
        if (!known.contains(name)) {
          throw unknown(name, known);
        }
      }
    }
    return true;
  }

  /** What is said of a parameter that is not known. */
  public static Refusal unknown(String name, Collection<String> known) {
    return new Refusal(
        Refusal.Code.INVALID,
        "There is no parameter "
            + Problems.quoted(name)
            + " here; "
            + (known.isEmpty() ? "there is none." : "known are " + String.join(", ", known) + "."));
  }
}
