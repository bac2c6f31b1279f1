package io.plumbline.cli.sample;

import io.plumbline.cli.sample.Culture.Word;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Makes companies: each from its number alone, so that none has to be kept. */
final class Companies {
  /** Leads a company, on average. */
  private static final int LEADS_A_COMPANY = 3;

  /** From this number on, names would repeat, and a number makes the domain its own. */
  private static final int DISTINCT_NAMES = 20_000;

  private static final List<String> SECTORS =
      List.of("Systems", "Group", "Digital", "Labs", "Partners", "Solutions", "Trade", "Works");
  private static final int[] SIZE_BOUNDS = {2, 11, 51, 201, 501, 1001, 5001, 40_000};
  private static final int[] SIZE_WEIGHTS = {18, 27, 24, 12, 9, 7, 3};

  private final long seed;
  private final int count;
  private final Cultures cultures;

  Companies(long seed, int leads, Cultures cultures) {
    this.seed = seed;
    this.count = Math.max(1, leads / LEADS_A_COMPANY);
    this.cultures = cultures;
  }

  int count() {
    return count;
  }

  /** The company of a new person: few companies have many leads, many have one. */
  Company pick(Dice dice) {
    double skewed = dice.unit();
    return company((int) (count * skewed * StrictMath.sqrt(skewed)));
  }

  Company company(int index) {
    Dice dice = Dice.of(seed, "company", index);
    Culture culture = cultures.pick(dice);
    Word stem = dice.pick(culture.list("stems"));
    Word tail = dice.pick(culture.list("tails"));
    String sector = dice.chance(0.6) ? dice.pick(SECTORS) : "";
    String legal = culture.pick(dice, "legal");
    String slug = slug(stem.latin() + tail.latin());
    if (!sector.isEmpty()) {
      slug = slug + "-" + slug(sector);
    }
    if (index >= DISTINCT_NAMES || dice.chance(0.25)) {
      slug = slug + (index + 1);
    }
    return new Company(
        index,
        culture,
        name(stem.written() + tail.written(), sector, legal),
        slug + (dice.chance(0.9) ? ".example" : ".test"),
        employees(dice),
        dice.pickEarly(List.of(Industry.values())),
        tool(dice),
        dice.chance(0.45) ? "" : dice.pick(STACKS),
        dice.chance(0.07));
  }

  private static final List<String> STACKS =
      List.of(
          "hubspot", "salesforce", "Salesforce", "pipedrive", "zoho", "sap", "custom", "wordpress");

  private static String name(String stem, String sector, String legal) {
    String name = sector.isEmpty() ? stem : stem + " " + sector;
    return legal.startsWith(",") ? name + legal : name + " " + legal;
  }

  private static int employees(Dice dice) {
    int place = dice.below(100);
    int band = 0;
    while (place >= SIZE_WEIGHTS[band]) {
      place -= SIZE_WEIGHTS[band];
      band++;
    }
    return SIZE_BOUNDS[band] + dice.below(SIZE_BOUNDS[band + 1] - SIZE_BOUNDS[band]);
  }

  private static Tool tool(Dice dice) {
    return dice.pick(List.of(Tool.values()));
  }

  /** A text in the letters of a domain name or of the part before the {@code @}. */
  static String slug(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replace("ł", "l")
            .replace("ß", "ss")
            .replace("ı", "i");
    return plain.replaceAll("[^a-z0-9]+", "");
  }
}
