package io.plumbline.checks.serve;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures that a server gives of itself. */
record Metrics(String text) {
  static Metrics of(Calls calls, URI server) throws IOException, InterruptedException {
    return new Metrics(calls.get(server, "/metrics").mustBe(200).body());
  }

  /** The sum over all labels of a figure; empty where there is none of the name. */
  Optional<Double> value(String name) {
    Matcher found =
        Pattern.compile("(?m)^" + name + "(?:\\{[^}]*\\})? ([0-9.eE+-]+)$").matcher(text);
    Optional<Double> sum = Optional.empty();
    while (found.find()) {
      sum = Optional.of(sum.orElse(0.0) + Double.parseDouble(found.group(1)));
    }
    return sum;
  }
}
