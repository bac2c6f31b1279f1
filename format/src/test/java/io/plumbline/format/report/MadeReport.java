package io.plumbline.format.report;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.population.MadeScores;
import io.plumbline.core.population.PopulationStatistics;
import io.plumbline.core.population.PopulationStatistics.OfAttribute;
import io.plumbline.core.population.PopulationStatistics.OfRule;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import io.plumbline.format.SampleModel;
import io.plumbline.format.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Reports on populations that were made up. */
public final class MadeReport {
  static final List<String> HOSTILE =
      List.of(
          "<script>alert('x')</script>",
          "O'Neil \"Quote\" & Söhne",
          "مرحبا بالعالم",
          "\u202eesrever\u202c",
          "👩‍👩‍👧‍👦 emoji 😀",
          "a".repeat(3000),
          "</title></style><img src=x onerror=alert(1)>",
          "\u0000\u0007\ud800 control");

  private MadeReport() {}

  /** A report on so many leads, with up to twenty of them shown. */
  public static ReportInput of(int leads) {
    return of(SampleModel.model(), leads);
  }

  /** The same with bands that say nothing but their names. */
  static ReportInput ofBareBands(int leads) {
    ScoringModel full = SampleModel.model();
    List<Band> bare =
        full.bands().stream().map(it -> new Band(it.name(), Caption.NONE, it.test())).toList();
    return of(
        new ScoringModel(
            full.id(),
            full.caption(),
            full.zone(),
            full.subject(),
            full.scores(),
            full.total(),
            full.matrix(),
            bare,
            full.qualifiers(),
            full.disqualifiers()),
        leads);
  }

  private static ReportInput of(ScoringModel model, int leads) {
    return new ReportInput(
        MadeScores.lifelike(model, leads, 42),
        statistics(model, leads),
        Samples.AS_OF,
        new ReportInput.Counts(leads * 17L, leads / 300, leads / 100),
        top(Math.min(leads, 20)));
  }

  private static PopulationStatistics statistics(ScoringModel model, int leads) {
    Random random = new Random(7);
    List<OfRule> rules = new ArrayList<>();
    for (Dimension score : model.scores()) {
      for (Group group : score.groups()) {
        for (Rule rule : group.rules()) {
          rules.add(statistics(score, group, rule, leads, random));
        }
      }
    }
    return new PopulationStatistics(
        leads,
        rules,
        List.of(
            new OfAttribute("job_title", leads / 5),
            new OfAttribute("buying_authority", leads - leads / 7),
            new OfAttribute("employees", leads / 2),
            new OfAttribute("country", 0)));
  }

  private static OfRule statistics(
      Dimension score, Group group, Rule rule, int leads, Random random) {
    boolean takes = rule.id().equals("silent") || rule.id().equals("wrong-country");
    long most = takes ? -8_000 : rule.largestPoints().orElseThrow().thousandths();
    long fired = rule.id().equals("buyer") ? 0 : Math.round(leads * random.nextDouble() * 0.7);
    long sum = Math.round(fired * most * (0.3 + 0.5 * random.nextDouble()));
    long unknown = rule instanceof Rule.OfAttributes ? leads / 3 : 0;
    return new OfRule(
        score.name(),
        group.name(),
        rule.id(),
        fired,
        unknown,
        Math.max(0, sum),
        Math.min(0, sum),
        Math.min(0, most),
        Math.max(0, most));
  }

  private static List<ReportInput.TopLead> top(int size) {
    List<String> names =
        List.of("Ada Lovelace", "山田 太郎", "Zoë Müller-Lüdenscheidt", "Ștefan Popescu", "Iñaki Ó Sé");
    List<String> companies = List.of("Analytical Engines Ltd", "株式会社プラムライン", "Brødrene A/S");
    List<ReportInput.TopLead> top = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> called =
          i % 5 == 4
              ? List.of()
              : List.of(names.get(i % names.size()), companies.get(i % companies.size()));
      if (i >= 6 && i < 6 + HOSTILE.size()) {
        called = List.of(HOSTILE.get(i - 6), HOSTILE.get((i - 5) % HOSTILE.size()));
      }
      top.add(new ReportInput.TopLead(explanation("lead-" + (1000 + i), 99 - 2 * i), called));
    }
    return top;
  }

  private static Explanation explanation(String id, int total) {
    Explanation made = Samples.explanation();
    Score of = made.score();
    Score score =
        new Score(
            id,
            of.model(),
            of.asOf(),
            of.day(),
            Optional.of(Samples.points(total + ".25")),
            of.scores(),
            of.cell(),
            total > 70 ? "hot" : "warm",
            of.qualifiedBy(),
            "",
            of.coverage());
    return new Explanation(score, made.totalParts(), made.nextChange(), made.dimensions());
  }

  /** Writes reports into a folder, to be looked at. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (int leads : new int[] {0, 1, 20, 1000, 1_000_000}) {
      try (OutputStream out = Files.newOutputStream(folder.resolve("report-" + leads + ".html"))) {
        HtmlReport.write(of(leads), out);
      }
    }
  }
}
