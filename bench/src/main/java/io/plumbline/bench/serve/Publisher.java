package io.plumbline.bench.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds versions of models to a running server, asks what they would change, and publishes them. */
final class Publisher {
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*([0-9]+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Target target;
  private final String model;

  Publisher(Target target, String model) {
    this.target = target;
    this.model = model;
  }

  /** Adds a draft and gives where it is. */
  String draft(String source) throws IOException, InterruptedException {
    HttpResponse<String> given = post("/api/v1/models", "application/yaml", source);
    Matcher version = VERSION.matcher(given.body());
    if (!version.find()) {
      throw new IOException("no draft: " + given.body());
    }
    return "/api/v1/models/" + model + "/versions/" + version.group(1);
  }

  /** The seconds until the impact of a draft is known. */
  double impact(String draft) throws IOException, InterruptedException {
    return awaited(draft + "/impact?wait=60");
  }

  /** The seconds until all scores are by a draft, which is live from then on. */
  double publish(String draft) throws IOException, InterruptedException {
    return awaited(draft + "/publish?wait=60");
  }

  /** Asks for something and, while it is under way, how far it has come. */
  private double awaited(String path) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<String> answer = post(path, "application/json", "");
    String place = answer.headers().firstValue("Location").orElse("");
    while (answer.statusCode() == 202 || answer.body().contains("\"state\":\"running\"")) {
      Thread.sleep(20);
      answer = http.send(request(place).GET().build(), BodyHandlers.ofString());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (answer.statusCode() != 200 || answer.body().contains("\"state\":\"failed\"")) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return seconds;
  }

  private HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() > 299) {
      throw new IOException(path + " was answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target.port() + path))
        .header("Authorization", "Bearer " + target.secretKey(0));
  }
}
