package io.plumbline.bench;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.core.score.Score.OfDimension;
import io.plumbline.format.model.ModelReader;
import io.plumbline.server.leads.IndexFeed;
import io.plumbline.server.leads.LeadIndex;
import io.plumbline.server.leads.ListController;
import io.plumbline.server.leads.SubjectPage;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.FoldedSubjects;
import io.plumbline.server.live.SubjectUpdate;
import io.plumbline.store.memory.MemoryStore;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * How long lists of a million leads take, by many filters and orders, without HTTP: each question
 * twice to warm up and then a few times, the first page and the one after it; all times together
 * give the figures. Times are of the processor, so that a busy machine counts for little; a quiet
 * core takes as long on the clock.
 */
public final class ListSpeed {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final long VERSION = 1;

  private static final String MODEL =
      """
      plumbline: 1
      model: b2b
      scores:
        fit:
          max: 60
          groups: {who: {rules: [{id: c, if: {country: RO}, points: 60}]}}
          grades: {A: 75%, B: 50%, C: 25%, D: 0%}
        engagement:
          max: 100
          groups: {web: {rules: [{id: p, event: page_view, points: 2, cap: 100}]}}
          grades: {1: 75%, 2: 50%, 3: 25%, 4: 0%}
      total: {weights: {fit: 40, engagement: 60}}
      matrix: {rows: fit, columns: engagement}
      bands: {hot: {at_least: 70}, warm: {at_least: 40}, cold: {else: true}}
      """;

  private static final List<String> QUESTIONS =
      List.of(
          "",
          "sort=total",
          "sort=-last_activity",
          "sort=last_activity",
          "sort=-created",
          "sort=created",
          "sort=id",
          "sort=-id",
          "sort=-band,attribute:company",
          "sort=attribute:email",
          "sort=-attribute:employees,-total",
          "sort=attribute:last_name,attribute:first_name",
          "sort=-score:engagement,grade:fit",
          "sort=-cell,-last_activity",
          "band=hot",
          "band=cold&sort=-last_activity",
          "grade=fit:A&grade=engagement:1,2",
          "cell=A1,A2,B1&sort=-created",
          "total_at_least=20&total_at_most=40",
          "score=fit:at_least:30&score=engagement:at_most:50&sort=attribute:company",
          "attribute=country:is:RO",
          "attribute=country:in:RO,DE,FR&sort=-score:fit",
          "attribute=email:contains:acme1&sort=-total",
          "attribute=company:is:company 777",
          "attribute=employees:at_least:500&sort=-attribute:employees",
          "attribute=industry:exists:false",
          "active_after=2026-11-20&sort=-last_activity",
          "created_before=2026-01-01&sort=created",
          "q=ana",
          "q=person99",
          "q=x",
          "q=company 42&sort=attribute:company",
          "q=nobody at all is called this",
          "band=warm&attribute=country:is:DE&active_after=2026-10-01&sort=-total&q=pop");

  private ListSpeed() {}

  /** Takes the number of leads and of rounds. */
  public static void main(String[] args) {
    int leads = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    LeadIndex index = new LeadIndex(new IndexFeed(new MemoryStore(), new FoldedSubjects()));
    index.switched(List.of(version()));
    long start = System.nanoTime();
    fill(index, leads);
    System.out.printf(
        "%d leads put in %.1f s; %d bytes a lead%n",
        leads, (System.nanoTime() - start) / 1e9, index.footprint() / leads);
    ListController lists = new ListController(index);
    for (int warm = 0; warm < 2; warm++) {
      ask(lists, 1);
    }
    long[] all = ask(lists, rounds);
    Arrays.sort(all);
    System.out.printf(
        "all: p50 %.1f ms, p95 %.1f ms, max %.1f ms over %d requests%n",
        all[all.length / 2] / 1e6,
        all[(int) (all.length * 0.95)] / 1e6,
        all[all.length - 1] / 1e6,
        all.length);
  }

  private static ActiveVersion version() {
    CompiledModel model =
        ModelCompiler.compile(
            ModelReader.read("b2b.yaml", MODEL.getBytes(StandardCharsets.UTF_8))
                .model()
                .orElseThrow());
    return new ActiveVersion(
        VERSION, "b2b", 1, ActiveVersion.Role.LIVE, model, ActiveVersion.Slice.EVERYBODY);
  }

  private static void fill(LeadIndex index, int leads) {
    SplittableRandom random = new SplittableRandom(42);
    List<SubjectUpdate> batch = new ArrayList<>();
    for (int i = 1; i <= leads; i++) {
      Instant created = NOW.minusSeconds(2L * (leads - i));
      Instant active =
          random.nextInt(4) == 0 ? Instant.MIN : NOW.minusSeconds(random.nextInt(90 * 86_400));
      Subject subject = subject(i, random);
      Map<Long, Score> scores = Map.of(VERSION, score(subject.id(), random));
      batch.add(new SubjectUpdate(i, true, false, false, subject, created, active, scores));
      if (batch.size() == 1000 || i == leads) {
        index.committed(batch);
        batch.clear();
      }
    }
  }

  private static Subject subject(int i, SplittableRandom random) {
    Map<String, Value> values = new HashMap<>();
    int company = random.nextInt(100_000);
    values.put("email", text("person" + i + "@acme" + company + ".example"));
    values.put("first_name", text(FIRST.get(random.nextInt(FIRST.size()))));
    values.put("last_name", text("Pop" + random.nextInt(20_000)));
    values.put("company", text("Company " + company));
    values.put("country", text(COUNTRIES.get(random.nextInt(COUNTRIES.size()))));
    values.put("job_title", text("Title " + random.nextInt(500)));
    values.put("employees", new Value.Decimal(BigDecimal.valueOf(random.nextInt(2000))));
    if (random.nextInt(3) > 0) {
      values.put("industry", text("Industry " + random.nextInt(40)));
    }
    return new Subject("lead-" + String.format("%07d", i), values);
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Score score(String id, SplittableRandom random) {
    int fit = random.nextInt(60_001);
    int engagement = (int) (100_000 * Math.pow(random.nextDouble(), 3));
    int total = 40 * (fit / 60) + 60 * (engagement / 100);
    String fitGrade = fit >= 45_000 ? "A" : fit >= 30_000 ? "B" : fit >= 15_000 ? "C" : "D";
    String grade =
        engagement >= 75_000 ? "1" : engagement >= 50_000 ? "2" : engagement >= 25_000 ? "3" : "4";
    String band = total >= 70_000 ? "hot" : total >= 40_000 ? "warm" : "cold";
    return new Score(
        id,
        "b2b",
        NOW,
        LocalDate.ofInstant(NOW, ZoneOffset.UTC),
        Optional.of(new Points(total)),
        List.of(
            new OfDimension("fit", new Points(fit), fitGrade),
            new OfDimension("engagement", new Points(engagement), grade)),
        fitGrade + grade,
        band,
        "",
        "",
        Points.of(100));
  }

  private static long[] ask(ListController lists, int rounds) {
    List<Long> all = new ArrayList<>();
    for (String question : QUESTIONS) {
      long worst = 0;
      long count = 0;
      for (int i = 0; i < rounds; i++) {
        MultiValueMap<String, String> parameters = parameters(question);
        long start = cpu();
        SubjectPage page = lists.leads(parameters);
        all.add(cpu() - start);
        worst = Math.max(worst, all.get(all.size() - 1));
        count = page.count();
        if (page.paging().next().isPresent()) {
          parameters.add("after", page.paging().next().get());
          start = cpu();
          lists.leads(parameters);
          all.add(cpu() - start);
          worst = Math.max(worst, all.get(all.size() - 1));
        }
      }
      if (rounds > 1) {
        System.out.printf("%8.1f ms at most, %7d found: %s%n", worst / 1e6, count, question);
      }
    }
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static MultiValueMap<String, String> parameters(String question) {
    MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    for (String each : question.split("&", -1)) {
      if (!each.isEmpty()) {
        int equals = each.indexOf('=');
        parameters.add(each.substring(0, equals), each.substring(equals + 1));
      }
    }
    parameters.add("attributes", "email,company,country");
    return parameters;
  }

  private static final List<String> FIRST =
      List.of("Ana", "Bob", "Carmen", "Dan", "Elena", "Florin", "Ștefan", "李雷", "韩梅梅", "Ioana");
  private static final List<String> COUNTRIES =
      List.of("RO", "DE", "FR", "US", "CN", "TW", "GB", "IT", "ES", "PL", "NL", "SE");
}
