package io.plumbline.bench.serve;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A POST of events to {@code /v1/batch}, made once; for each sending only ids, leads and times are
 * written over in place. Not thread-safe.
 */
final class Batch {
  private static final String NO_ID = "m-0000000000000000";
  private static final String NO_LEAD = "lead-0000000";
  private static final String NO_TIME = "2000-01-01T00:00:00.000Z";
  private static final int DIGITS = 16;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] request;
  private final int[] ids;
  private final int[] leads;
  private final int[] times;

  private Batch(byte[] request, int events) {
    this.request = request;
    ids = places(request, NO_ID, events);
    leads = places(request, NO_LEAD, events);
    times = places(request, NO_TIME, events);
  }

  /** A batch of events as they come to a company that sells software. */
  static Batch of(int events, String writeKey, SplittableRandom random) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      all.add(event(random.nextInt(100), random));
    }
    return new Batch(
        post("/v1/batch", writeKey, "{\"batch\":[" + String.join(",", all) + "]}"), events);
  }

  /** One event alone, which is worth points under the model of the load. */
  static Batch reply(String writeKey) {
    String event = track("email_reply", "{\"subject\":\"Re: your offer\"}");
    return new Batch(post("/v1/track", writeKey, event), 1);
  }

  /** Writes over what differs between two sendings. */
  byte[] patch(long firstId, SplittableRandom random, int mostLeads, Instant now) {
    byte[] time = millis(now).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < ids.length; i++) {
      hex(firstId + i, ids[i] + 2);
      decimal(random.nextInt(mostLeads), leads[i] + "lead-".length());
      System.arraycopy(time, 0, request, times[i], time.length);
    }
    return request;
  }

  /** Writes over what differs, for one lead. */
  byte[] patch(long id, int lead, Instant now) {
    byte[] time = millis(now).getBytes(StandardCharsets.US_ASCII);
    hex(id, ids[0] + 2);
    decimal(lead, leads[0] + "lead-".length());
    System.arraycopy(time, 0, request, times[0], time.length);
    return request;
  }

  private static String millis(Instant at) {
    String text = Instant.ofEpochMilli(at.toEpochMilli()).toString();
    return text.length() == NO_TIME.length()
        ? text
        : text.substring(0, "2000-01-01T00:00:00".length()) + ".000Z";
  }

  private void hex(long number, int at) {
    for (int i = 0; i < DIGITS; i++) {
      request[at + i] = HEX[(int) (number >>> (60 - 4 * i)) & 15];
    }
  }

  private void decimal(int number, int at) {
    int left = number;
    for (int i = 6; i >= 0; i--) {
      request[at + i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  /** Of a hundred events: 46 pages, 20 openings, 12 logins, and so on; 4 say who it is. */
  private static String event(int percent, SplittableRandom random) {
    if (percent < 4) {
      return identify(random);
    }
    if (percent < 50) {
      String[] paths = {"/", "/pricing", "/product/scoring", "/docs/start", "/blog/42", "/careers"};
      String path = paths[random.nextInt(paths.length)];
      return track("page_view", "{\"path\":\"" + path + "\",\"title\":\"A page of the site\"}");
    }
    String[] names = {
      "email_open", "login", "email_click", "download", "form_submit", "webinar_attend"
    };
    int[] upTo = {70, 82, 90, 94, 97, 100};
    int which = 0;
    while (percent >= upTo[which]) {
      which++;
    }
    return track(names[which], "{\"campaign\":\"autumn-2026\",\"form\":\"newsletter\"}");
  }

  private static String track(String name, String properties) {
    return "{\"type\":\"track\",\"event\":\"" + name + "\",\"properties\":" + properties + rest();
  }

  private static String identify(SplittableRandom random) {
    String[] titles = {"CTO", "Head of Sales", "Marketing Manager", "Intern", "Engineer"};
    return "{\"type\":\"identify\",\"traits\":{\"job_title\":\""
        + titles[random.nextInt(titles.length)]
        + "\",\"employees\":"
        + (1 + random.nextInt(5000))
        + ",\"industry\":\"Computer Software\",\"country\":\"RO\"}"
        + rest();
  }

  private static String rest() {
    return ",\"messageId\":\""
        + NO_ID
        + "\",\"userId\":\""
        + NO_LEAD
        + "\",\"timestamp\":\""
        + NO_TIME
        + "\",\"context\":{\"library\":{\"name\":\"bench\",\"version\":\"1.0.0\"}},"
        + "\"integrations\":{}}";
  }

  private static byte[] post(String path, String writeKey, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String user =
        Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Authorization: Basic "
                + user
                + "\r\nContent-Length: "
                + bytes.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    all.writeBytes(bytes);
    return all.toByteArray();
  }

  private static int[] places(byte[] request, String sample, int count) {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    int[] places = new int[count];
    int at = -1;
    for (int i = 0; i < count; i++) {
      at = text.indexOf(sample, at + 1);
      places[i] = at;
    }
    return places;
  }
}
