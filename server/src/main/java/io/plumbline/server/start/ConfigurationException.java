package io.plumbline.server.start;

import java.util.List;

/** Settings that make no sense, each with its place. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(List<String> mistakes) {
    super(String.join("\n", mistakes));
  }
}
