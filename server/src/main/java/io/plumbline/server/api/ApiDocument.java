package io.plumbline.server.api;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.JsonNode;

/** The parts of the OpenAPI document that hold for every operation. */
public final class ApiDocument {
  private static final String KEY = "key";
  private static final String SESSION = "session";
  private static final String PROBLEMS = "#/components/responses/";
  private static final String PROBLEM_SCHEMA = "#/components/schemas/Problem";
  private static final String ANY_PROBLEM = "problem";
  private static final int MOST_WAIT = 60;
  private static final int USUAL_WAIT = 5;

  /** The problems that any operation can answer with. */
  private static final List<ProblemKind> COMMON =
      List.of(
          ProblemKind.INVALID,
          ProblemKind.UNAUTHENTICATED,
          ProblemKind.FORBIDDEN,
          ProblemKind.TOO_MANY_REQUESTS,
          ProblemKind.INTERNAL,
          ProblemKind.UNAVAILABLE);

  /** Those that only operations on something by its name, or with a body, answer with. */
  private static final List<ProblemKind> FURTHER =
      List.of(
          ProblemKind.NOT_FOUND,
          ProblemKind.CONFLICT,
          ProblemKind.STALE,
          ProblemKind.TOO_LARGE,
          ProblemKind.UNSUPPORTED_MEDIA_TYPE,
          ProblemKind.UNPROCESSABLE);

  private ApiDocument() {}

  /** The document before any operation is in it. */
  public static OpenAPI empty() {
    SpringDocUtils.getConfig()
        .replaceWithSchema(Points.class, points())
        .replaceWithSchema(Value.class, value())
        .replaceWithSchema(JsonNode.class, object());
    Components components = new Components();
    components.addSecuritySchemes(
        KEY,
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description("A secret key, pls_…, with the scope that the operation asks for."));
    components.addSecuritySchemes(
        SESSION,
        new SecurityScheme()
            .type(SecurityScheme.Type.APIKEY)
            .in(SecurityScheme.In.COOKIE)
            .name("plumbline_session")
            .description(
                "The session of a user who has logged in. What changes something needs the header"
                    + " that GET /api/v1/session names as well."));
    COMMON.forEach(kind -> components.addResponses(name(kind), response(kind)));
    FURTHER.forEach(kind -> components.addResponses(name(kind), response(kind)));
    components.addResponses(ANY_PROBLEM, problem("Any other failure.", Map.of()));
    ApiHeaders.addTo(components);
    return new OpenAPI()
        .info(
            new Info()
                .title("Plumbline")
                .version("1")
                .summary("Lead scores that are right at every moment and can be proven.")
                .description("Scores of leads and accounts, their proof, models and deliveries.")
                .contact(new Contact().name("The administrator of this server"))
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .servers(List.of(new Server().url("/").description("This server")))
        .components(components)
        .addSecurityItem(new SecurityRequirement().addList(KEY))
        .addSecurityItem(new SecurityRequirement().addList(SESSION));
  }

  /** What parameters of these names mean wherever nothing else is said of them. */
  private static final Map<String, String> COMMON_PARAMETERS =
      Map.ofEntries(
          Map.entry("id", "The id, percent-encoded as one segment."),
          Map.entry("name", "The name, percent-encoded as one segment."),
          Map.entry("model", "The id of a model."),
          Map.entry("version", "The number of a version of the model."),
          Map.entry("run", "The number of a run."),
          Map.entry("impact", "The number of an impact that was asked for."),
          Map.entry("delivery", "The id of a delivery."),
          Map.entry("note", "What is new, for others."),
          Map.entry("applies_to", "The condition of those it scores, in YAML."),
          Map.entry("wait", "How many seconds the reply may wait for the end, 0 to 60."),
          Map.entry("If-Match", "The ETag that was read; another present one is 412."),
          Map.entry("If-None-Match", "The ETag that was read; where it is still so, 304 says it."),
          Map.entry("limit", "How many items a page has at most, 1 to 1000."),
          Map.entry("after", "The paging.next of the page before."));

  /** Says of an operation and its parameters what is not said yet. */
  public static void describe(Operation operation) {
    if (operation.getDescription() == null) {
      operation.setDescription(operation.getSummary() + ".");
    }
    List<Parameter> parameters = operation.getParameters();
    for (Parameter each : parameters == null ? List.<Parameter>of() : parameters) {
      String name = each.getName();
      if (each.getDescription() == null) {
        each.setDescription(COMMON_PARAMETERS.getOrDefault(name, "The " + name + "."));
      }
      if (each.getSchema() == null && each.getContent() == null) {
        each.setSchema(new StringSchema());
      }
      bound(each);
      boolean list = each.getSchema() != null && each.getSchema().getItems() != null;
      if (list && each.getExample() instanceof String example) {
        each.setExample(List.of(example));
      }
    }
  }

  private static void bound(Parameter parameter) {
    Schema<?> schema = parameter.getSchema();
    if (parameter.getName().equals("limit") && schema.getMaximum() == null) {
      schema.minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(Page.MOST));
      schema.setDefault(Page.USUAL_LIMIT);
    } else if (parameter.getName().equals("wait")) {
      schema.minimum(BigDecimal.ZERO).maximum(BigDecimal.valueOf(MOST_WAIT)).setDefault(USUAL_WAIT);
    } else if (parameter.getName().equals("id") || parameter.getName().equals("delivery")) {
      // Replies give every id as text, numbers too: what was read can be asked for as it is.
      parameter.setSchema(new StringSchema());
    }
  }

  /** Adds to an operation what every operation has. */
  public static void complete(String path, String method, Operation operation) {
    describe(operation);
    COMMON.forEach(kind -> addProblem(operation, kind));
    if (path.contains("{")) {
      addProblem(operation, ProblemKind.NOT_FOUND);
    }
    boolean changes = !method.equals("get");
    if (changes) {
      addProblem(operation, ProblemKind.CONFLICT);
      addProblem(operation, ProblemKind.UNPROCESSABLE);
    }
    if (operation.getRequestBody() != null) {
      addProblem(operation, ProblemKind.TOO_LARGE);
      addProblem(operation, ProblemKind.UNSUPPORTED_MEDIA_TYPE);
    }
    if (has(operation, "If-Match")) {
      addProblem(operation, ProblemKind.STALE);
    }
    if (method.equals("post")) {
      operation.addParametersItem(idempotencyKey());
    }
    if (has(operation, "If-None-Match")) {
      ApiResponse same = new ApiResponse().description("It is as If-None-Match says.");
      ApiHeaders.tell(same, "ETag");
      operation.getResponses().addApiResponse("304", same);
    }
    addSuccesses(method, operation);
    operation
        .getResponses()
        .addApiResponse("default", new ApiResponse().$ref(PROBLEMS + ANY_PROBLEM));
  }

  private static boolean has(Operation operation, String parameter) {
    List<Parameter> parameters = operation.getParameters();
    return parameters != null
        && parameters.stream().anyMatch(each -> parameter.equals(each.getName()));
  }

  private static void addSuccesses(String method, Operation operation) {
    ApiResponses responses = operation.getResponses();
    ApiResponse done = responses.get("200");
    if (done != null && has(operation, "wait")) {
      ApiResponse goesOn =
          new ApiResponse()
              .description("It goes on; the header Location says where to ask.")
              .content(done.getContent());
      responses.addApiResponse("202", goesOn);
      ApiHeaders.tell(done, ApiHeaders.LOCATION);
      ApiHeaders.tell(goesOn, ApiHeaders.LOCATION);
    }
    responses.forEach(
        (status, response) -> {
          if (status.startsWith("2") || status.equals("304")) {
            ApiHeaders.LIMITS.forEach(name -> ApiHeaders.tell(response, name));
            ApiHeaders.tell(response, ApiHeaders.BACKLOG);
            if (method.equals("post")) {
              ApiHeaders.tell(response, ApiHeaders.REPLAYED);
            }
          }
        });
  }

  private static void addProblem(Operation operation, ProblemKind kind) {
    String status = Integer.toString(kind.status());
    if (!operation.getResponses().containsKey(status)) {
      operation
          .getResponses()
          .addApiResponse(status, new ApiResponse().$ref(PROBLEMS + name(kind)));
    }
  }

  private static HeaderParameter idempotencyKey() {
    HeaderParameter header = new HeaderParameter();
    header
        .name("Idempotency-Key")
        .description(
            "Any text of up to 255 characters that is new for each thing to be done: a repeated"
                + " request with the same one is answered as the first was, and done once.")
        .required(false)
        .example("8e03978e-40d5-43dd-bc93-6894a57f9324")
        .schema(new StringSchema().maxLength(IdempotencyKey.LONGEST));
    return header;
  }

  private static String name(ProblemKind kind) {
    return kind.code();
  }

  private static ApiResponse response(ProblemKind kind) {
    ApiResponse response = problem(kind.title() + ".", example(kind));
    // Who asks comes before how often.
    if (kind != ProblemKind.UNAUTHENTICATED && kind != ProblemKind.FORBIDDEN) {
      ApiHeaders.LIMITS.forEach(name -> ApiHeaders.tell(response, name));
    }
    if (kind == ProblemKind.TOO_MANY_REQUESTS
        || kind == ProblemKind.UNAVAILABLE
        || kind == ProblemKind.CONFLICT) {
      ApiHeaders.tell(response, ApiHeaders.RETRY_AFTER);
    }
    return response;
  }

  private static ApiResponse problem(String description, Map<String, Object> example) {
    MediaType body = new MediaType().schema(new Schema<>().$ref(PROBLEM_SCHEMA));
    if (!example.isEmpty()) {
      body.setExample(example);
    }
    return new ApiResponse()
        .description(description)
        .content(new Content().addMediaType(Problem.MEDIA_TYPE, body));
  }

  private static Map<String, Object> example(ProblemKind kind) {
    return Map.of(
        "type", kind.type(),
        "title", kind.title(),
        "status", kind.status(),
        "detail", kind.title() + ".",
        "code", kind.code());
  }

  private static Schema<?> points() {
    return new NumberSchema().description("Exact, with at most three decimals.").example(62.5);
  }

  private static Schema<?> value() {
    Schema<?> value = ofTypes("string", "number", "boolean", "array");
    value.setItems(ofTypes("string", "number", "boolean"));
    value.setDescription("Text, a number, true or false, a date, an instant, or a list of these.");
    return value;
  }

  private static Schema<?> object() {
    Schema<?> object = ofTypes("object", "string");
    object.setAdditionalProperties(true);
    object.setDescription("Of whatever form its kind has: an object, or a text.");
    return object;
  }

  private static Schema<?> ofTypes(String... types) {
    Schema<?> schema = new Schema<>(SpecVersion.V31);
    schema.setTypes(new LinkedHashSet<>(List.of(types)));
    return schema;
  }
}
