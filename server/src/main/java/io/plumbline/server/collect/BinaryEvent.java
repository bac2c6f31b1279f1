package io.plumbline.server.collect;

import io.plumbline.format.json.ValueJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/** A CloudEvent whose attributes stand in headers: written as one whose attributes do not. */
final class BinaryEvent {
  private static final String PREFIX = "ce-";

  private BinaryEvent() {}

  /** The event in structured form; a body that is in that form already is left as it is. */
  static byte[] body(HttpServletRequest request, byte[] body) {
    if (request.getHeader("ce-specversion") == null) {
      return body;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 512);
    try (JsonGenerator json = ValueJson.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      for (String header : Collections.list(request.getHeaderNames())) {
        String name = header.toLowerCase(Locale.ROOT);
        if (name.startsWith(PREFIX)) {
          String value = String.valueOf(request.getHeader(header));
          ValueJson.text(json, name.substring(PREFIX.length()), decoded(value));
        }
      }
      if (isJson(body)) {
        json.writeName("data");
        json.writeRawValue(new String(body, StandardCharsets.UTF_8));
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /** Data that is no JSON is no reason to lose the event: it has no properties then. */
  private static boolean isJson(byte[] body) {
    try (JsonParser parser = Bodies.JSON.createParser(ObjectReadContext.empty(), body)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  /** A header's text: its percent-encoded bytes once, a plus sign as itself. */
  private static String decoded(String header) {
    String utf8 = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    try {
      return URLDecoder.decode(utf8.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return utf8;
    }
  }
}
