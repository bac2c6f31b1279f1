package io.plumbline.bench.serve;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Lists of leads by every filter and order, and single leads with all that is known of them. */
final class ReadLoad {
  /** Each asked for a page of 50, one request after the other. */
  static final List<String> LISTS =
      List.of(
          "sort=-total",
          "sort=total",
          "sort=-last_activity",
          "sort=id",
          "sort=-attribute:revenue,id",
          "band=hot&sort=-total",
          "band=cold&sort=last_activity",
          "total_at_least=20&total_at_most=40&sort=-total",
          "attribute=country:in:1,7,11&sort=-total",
          "attribute=employees:at_least:200&sort=-attribute:revenue",
          "q=lead-00012&sort=-total",
          "band=warm&attribute=phone:is:true&sort=-total,attribute:country");

  private final Target target;
  private final String model;
  private int asked;

  ReadLoad(Target target, String model) {
    this.target = target;
    this.model = model;
  }

  /** The times of each list, by its question. */
  Map<String, Times> lists(int times) throws IOException {
    Map<String, Times> all = new LinkedHashMap<>();
    try (Wire wire = new Wire(target.port())) {
      for (int i = 0; i < times; i++) {
        for (String list : LISTS) {
          String path = "/api/v1/leads?limit=50&model=" + model + "&" + list;
          long duration = ask(wire, path);
          // The first time warms the server up.
          if (i > 0) {
            all.computeIfAbsent(list, name -> new Times()).add(duration);
          }
        }
      }
    }
    return all;
  }

  /** The times of one lead with explanation, and then of its timeline, added up. */
  Times leads(int count, int mostLeads, long seed) throws IOException {
    Times all = new Times();
    SplittableRandom random = new SplittableRandom(seed);
    try (Wire wire = new Wire(target.port())) {
      for (int i = 0; i < count; i++) {
        String lead = String.format("/api/v1/leads/lead-%07d", random.nextInt(mostLeads));
        long whole = ask(wire, lead) + ask(wire, lead + "/explanation");
        whole += ask(wire, lead + "/timeline");
        if (i >= count / 10) {
          all.add(whole);
        }
      }
    }
    return all;
  }

  private long ask(Wire wire, String path) throws IOException {
    long start = System.nanoTime();
    int status = wire.exchange(Wire.get(path, target.secretKey(asked++)));
    long duration = System.nanoTime() - start;
    if (status != 200) {
      throw new IOException(path + " was answered " + status + ": " + wire.body());
    }
    return duration;
  }
}
