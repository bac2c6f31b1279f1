package io.plumbline.server.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;

/** The headers of replies, as the OpenAPI document describes them. */
public final class ApiHeaders {
  /** Where the document keeps them, for operations that have some of their own. */
  public static final String PLACE = "#/components/headers/";

  static final String LOCATION = "Location";
  static final String REPLAYED = "Idempotent-Replayed";
  static final String RETRY_AFTER = "Retry-After";
  static final List<String> LIMITS = List.of("RateLimit", "RateLimit-Policy");
  static final String BACKLOG = "Plumbline-Backlog-Leads";

  private ApiHeaders() {}

  static void addTo(Components components) {
    add(
        components,
        "RateLimit-Policy",
        "How many requests (q) may be made in how many seconds (w).",
        new StringSchema().example("\"default\";q=6000;w=60"));
    add(
        components,
        "RateLimit",
        "How many requests may be made now (r); in t seconds all may again.",
        new StringSchema().example("\"default\";r=5999;t=1"));
    add(
        components,
        BACKLOG,
        "How many leads and accounts wait to be scored after a start, so that lists, counts and"
            + " exports are not complete yet; absent where none waits.",
        new IntegerSchema().example(1200));
    add(
        components,
        REPLAYED,
        "true where this is the reply to an earlier request with the same Idempotency-Key.",
        new StringSchema().example("true"));
    add(components, RETRY_AFTER, "How many seconds to wait.", new IntegerSchema().example(2));
    add(
        components,
        "ETag",
        "The state of the version, for If-Match and If-None-Match.",
        new StringSchema().example("\"7-1-draft\""));
    add(
        components,
        LOCATION,
        "The path at which to read what was made or begun.",
        new StringSchema().example("/api/v1/runs/12"));
    add(
        components,
        "Plumbline-Model-Version",
        "The number of the version that judged.",
        new IntegerSchema().example(3));
    add(
        components,
        "Content-Disposition",
        "A name for the file.",
        new StringSchema().example("attachment; filename=\"leads.csv\""));
  }

  private static void add(
      Components components, String name, String description, Schema<?> schema) {
    components.addHeaders(name, new Header().description(description).schema(schema));
  }

  /** Says that a reply has a header, or may have it. */
  static void tell(ApiResponse response, String name) {
    response.addHeaderObject(name, new Header().$ref(PLACE + name));
  }
}
