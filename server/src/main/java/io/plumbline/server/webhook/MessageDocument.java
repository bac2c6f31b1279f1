package io.plumbline.server.webhook;

import io.plumbline.server.api.SchemaFile;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What the OpenAPI document says of messages: the requests that a webhook gets. */
public final class MessageDocument {
  private static final String FILE = "webhooks.schema.json";

  private MessageDocument() {}

  /** The JSON Schema of messages. */
  static String schema() {
    try (InputStream file = MessageDocument.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not in the program");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Puts every type of message into the document. */
  public static void addTo(OpenAPI document) {
    SchemaFile messages = new SchemaFile("Message", schema());
    messages.addTo(document);
    for (MessageType type : MessageType.values()) {
      document.addWebhooks(type.wire(), new PathItem().post(operation(type, messages)));
    }
  }

  private static Operation operation(MessageType type, SchemaFile messages) {
    String definition = definition(type);
    Schema<?> described = messages.definition(definition);
    MediaType body = new MediaType().schema(messages.reference(definition));
    return new Operation()
        .operationId("receive" + capital(definition))
        .summary(described.getTitle())
        .description(described.getDescription())
        .addTagsItem("webhooks")
        // A receiver knows the sender by the signature; keys and sessions have no part in it.
        .security(List.of())
        .parameters(
            List.of(
                header(
                    "webhook-id",
                    "The same in each attempt, in replays and for each webhook that gets the"
                        + " message: whoever has seen it can ignore it.",
                    new StringSchema().example("msg_019a9f6e-5c1b-7b0a-9f7e-0d5f6a1c2b3d")),
                header(
                    "webhook-timestamp",
                    "When this attempt was made, in seconds since 1970. Refuse what is older than"
                        + " five minutes.",
                    new StringSchema().pattern("^[0-9]+$").example("1795253400")),
                header(
                    "webhook-signature",
                    "By Standard Webhooks 1.0: v1, and the base64 of HMAC-SHA256 over"
                        + " id.timestamp.body; several with spaces between while a secret is being"
                        + " changed. One that fits is enough.",
                    new StringSchema()
                        .pattern("^v1,[A-Za-z0-9+/]+=*( v1,[A-Za-z0-9+/]+=*)*$")
                        .example("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="))))
        .requestBody(
            new RequestBody()
                .required(true)
                .content(new Content().addMediaType("application/json", body)))
        .responses(responses());
  }

  private static HeaderParameter header(String name, String description, Schema<?> schema) {
    HeaderParameter header = new HeaderParameter();
    header.name(name).description(description).required(true).schema(schema);
    return header;
  }

  private static ApiResponses responses() {
    return new ApiResponses()
        .addApiResponse("2XX", told("Taken, if the whole answer comes within 20 seconds."))
        .addApiResponse("410", told("Nobody is here any more: the webhook is disabled."))
        .addApiResponse("429", later())
        .addApiResponse("503", later())
        .addApiResponse(
            "default",
            told(
                "Not taken, redirects too: it is sent again, ten times in all in a little over"
                    + " three days, and the next message of the lead waits."));
  }

  private static ApiResponse later() {
    return told("Not now: the webhook pauses for as long as Retry-After says, up to a day.")
        .addHeaderObject(
            "Retry-After",
            new Header().description("Seconds to wait, or a date.").schema(new StringSchema()));
  }

  private static ApiResponse told(String description) {
    return new ApiResponse().description(description);
  }

  /** As the schema names it: bandChanged for band.changed. */
  private static String definition(MessageType type) {
    StringBuilder name = new StringBuilder();
    for (String word : List.of(type.wire().split("\\.", -1))) {
      name.append(name.isEmpty() ? word : capital(word));
    }
    return name.toString();
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
