package io.plumbline.server.api;

import io.swagger.v3.oas.models.Operation;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * Names each operation that has none of its own after its method and what its path is about: the
 * list of {@code /api/v1/users} is listUsers, the get of one is getUser. In a name that an
 * operation has, a star stands for what its path is about.
 */
public final class OperationNames implements OperationCustomizer {
  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    var given = handler.getMethodAnnotation(io.swagger.v3.oas.annotations.Operation.class);
    if (given != null) {
      String id = given.operationId();
      String pattern = id.isEmpty() ? handler.getMethod().getName() + "*" : id;
      operation.setOperationId(pattern.replace("*", noun(pattern, path(handler))));
    }
    return operation;
  }

  private static String path(HandlerMethod handler) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RequestMapping.class);
    return mapping == null ? "" : String.join("", mapping.path());
  }

  private static String noun(String pattern, String path) {
    String about = List.of(path.replace(ApiPaths.API + "/", "").split("/", -1)).get(0);
    boolean many = pattern.equals("list*") || !about.endsWith("s");
    String noun = many ? about : about.substring(0, about.length() - 1);
    return noun.isEmpty() ? "" : Character.toUpperCase(noun.charAt(0)) + noun.substring(1);
  }
}
