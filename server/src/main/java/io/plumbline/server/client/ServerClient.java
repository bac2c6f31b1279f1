package io.plumbline.server.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running server, asked over HTTP with a secret key. Thread-safe.
 *
 * <pre>{@code
 * ServerClient server = ServerClient.at("http://127.0.0.1:8080", Optional.of(keyFile));
 * JsonNode models = server.get("/api/v1/models").json();
 * }</pre>
 */
public final class ServerClient {
  /** Answers beyond this are cut off with an error. */
  static final int MAX_ANSWER = 64 * 1024 * 1024;

  private static final int MAX_KEY = 4096;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI server;
  private final Optional<String> key;
  private final HttpClient http;

  private ServerClient(URI server, Optional<String> key) {
    this.server = server;
    this.key = key;
    http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * A server by its address.
   *
   * @param address such as {@code http://127.0.0.1:8080}
   * @param keyFile a file that holds a secret key and nothing else
   * @throws ClientException where the address or the file makes no sense
   */
  public static ServerClient at(String address, Optional<Path> keyFile) {
    String wrong =
        "'"
            + address
            + "' is not the address of a server; expected one such as http://127.0.0.1:8080";
    URI server;
    try {
      server =
          new URI(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
    } catch (URISyntaxException e) {
      throw new ClientException(wrong, e);
    }
    boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
    if (!http || server.getHost() == null || server.getUserInfo() != null) {
      throw new ClientException(0, wrong);
    }
    return new ServerClient(server, keyFile.map(ServerClient::readKey));
  }

  private static String readKey(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_KEY + 1);
      String key = new String(bytes, StandardCharsets.UTF_8).strip();
      if (bytes.length > MAX_KEY || key.isEmpty() || !key.matches("[\\x21-\\x7E]+")) {
        throw new ClientException(0, file + " does not hold a key and nothing else");
      }
      return key;
    } catch (IOException e) {
      throw new ClientException("the key file " + file + " cannot be read", e);
    }
  }

  /** Reads something. */
  public ServerAnswer get(String path) {
    return send(request(path).GET().build());
  }

  /** Sends an object as JSON; null fields are for the caller to leave out. */
  public ServerAnswer post(String path, Map<String, ?> body) {
    return withBody("POST", path, "application/json", json(body), Map.of());
  }

  /** Deletes something. */
  public ServerAnswer delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** Sends a text of any type, with further headers. */
  public ServerAnswer withBody(
      String method, String path, String type, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    headers.forEach(request::header);
    return send(request.build());
  }

  /** An object as JSON text. */
  public static String json(Map<String, ?> object) {
    return JSON.writeValueAsString(object);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(ANSWER)
            .header("Accept", "application/json, application/problem+json");
    key.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request;
  }

  private ServerAnswer send(HttpRequest request) {
    HttpResponse<InputStream> response;
    byte[] bytes;
    try {
      response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        bytes = in.readNBytes(MAX_ANSWER + 1);
      }
    } catch (ConnectException e) {
      throw new ClientException("no server answers at " + server + "; is it running?", e);
    } catch (IOException e) {
      throw new ClientException("the server at " + server + " gave no answer: " + why(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted while waiting for " + server, e);
    }
    if (bytes.length > MAX_ANSWER) {
      throw new ClientException(0, "the answer of " + server + " is larger than 64 MiB");
    }
    JsonNode json = read(bytes);
    if (response.statusCode() >= 300) {
      throw refused(response.statusCode(), json);
    }
    if (bytes.length > 0 && json.isMissingNode()) {
      throw new ClientException(
          0, "what answers at " + server + " is no Plumbline: it sent no JSON");
    }
    return new ServerAnswer(response.statusCode(), headers(response), json);
  }

  private static Map<String, String> headers(HttpResponse<?> response) {
    return response.headers().map().entrySet().stream()
        .collect(
            Collectors.toMap(
                it -> it.getKey().toLowerCase(Locale.ROOT),
                it -> it.getValue().get(0),
                (a, b) -> a));
  }

  private static JsonNode read(byte[] bytes) {
    try {
      return bytes.length == 0
          ? JSON.missingNode()
          : JSON.readTree(new ByteArrayInputStream(bytes));
    } catch (JacksonException notJson) {
      return JSON.missingNode();
    }
  }

  private ClientException refused(int status, JsonNode problem) {
    String detail = problem.path("detail").asString(problem.path("title").asString(""));
    String said = detail.isEmpty() ? "" : ": " + detail;
    String hint =
        status == 401 && key.isEmpty() ? "; name the file of a secret key with --key-file" : "";
    StringBuilder message =
        new StringBuilder("the server at " + server + " refused (" + status + ")" + said + hint);
    for (JsonNode error : problem.path("errors")) {
      String at = error.path("at").asString("");
      String text = error.path("detail").asString("");
      message.append('\n').append(at.isEmpty() ? text : at + ": " + text);
    }
    return new ClientException(status, message.toString(), !problem.path("errors").isEmpty());
  }

  private static String why(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
