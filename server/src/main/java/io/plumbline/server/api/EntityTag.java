package io.plumbline.server.api;

import io.plumbline.server.Refusal;
import java.util.Optional;

/**
 * The version of something as HTTP names it.
 *
 * @param value without quotes; equal exactly where the thing is
 */
public record EntityTag(String value) {
  public EntityTag {
    if (value.isEmpty() || value.indexOf('"') >= 0) {
      throw new IllegalArgumentException("a tag needs text without quotes");
    }
  }

  /** As it stands in the header ETag. */
  public String header() {
    return '"' + value + '"';
  }

  /** Whether a client that sends this If-None-Match has the thing as it is. */
  public boolean isKnownBy(Optional<String> ifNoneMatch) {
    return ifNoneMatch.filter(header -> lists(header, true)).isPresent();
  }

  /** Refuses to go on where a client's If-Match names another version. */
  public void requireMatch(Optional<String> ifMatch) {
    if (ifMatch.isPresent() && !lists(ifMatch.get(), false)) {
      throw new Refusal(
          Refusal.Code.STALE,
          "If-Match is "
              + Problems.quoted(ifMatch.get().replace("\"", ""))
              + "; the present version is "
              + header()
              + ". Read it again and decide anew.");
    }
  }

  private boolean lists(String header, boolean weak) {
    for (String part : header.split(",", -1)) {
      String tag = part.strip();
      tag = weak && tag.startsWith("W/") ? tag.substring(2) : tag;
      if (tag.equals("*") || tag.equals(header())) {
        return true;
      }
    }
    return false;
  }
}
