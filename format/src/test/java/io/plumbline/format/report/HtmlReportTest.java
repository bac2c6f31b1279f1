package io.plumbline.format.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.population.PopulationStatistics;
import io.plumbline.core.population.PopulationStatistics.OfRule;
import io.plumbline.format.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class HtmlReportTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 100_000})
  void a_page_is_well_formed_and_small_for_any_number_of_leads(int leads) throws Exception {
    String page = page(MadeReport.of(leads));
    assertThat(elements(parsed(page), "h1")).hasSize(1);
    assertThat(page.length()).isLessThan(150_000);
  }

  @Test
  void a_page_tells_what_stands_out_and_what_to_do() throws Exception {
    StringBuilder told = new StringBuilder();
    for (int leads : new int[] {0, 1, 20, 100_000}) {
      Document page = parsed(page(MadeReport.of(leads)));
      told.append(leads).append(leads == 1 ? " lead\n" : " leads\n");
      for (String id : List.of("findings", "next")) {
        sections(page, id).forEach(section -> lines(section).forEach(told::append));
      }
    }
    Golden.check("report.txt", told.toString());
  }

  @Test
  void bands_without_description_have_no_empty_column() throws Exception {
    assertThat(page(MadeReport.of(20))).contains(">What to do<");
    assertThat(page(MadeReport.ofBareBands(20))).doesNotContain("What to do");
  }

  @Test
  void no_text_becomes_markup() throws Exception {
    String page = page(MadeReport.of(20));
    Document parsed = parsed(page);
    assertThat(elements(parsed, "script")).isEmpty();
    assertThat(elements(parsed, "img")).isEmpty();
    assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    assertThat(page.chars()).noneMatch(c -> c < ' ' && c != '\n');
  }

  @Test
  void a_text_keeps_its_own_direction_and_a_bounded_length() throws Exception {
    String page = page(MadeReport.of(20));
    assertThat(page).contains("<bdi>مرحبا بالعالم</bdi>").doesNotContain("a".repeat(121));
  }

  @Test
  void a_page_needs_nothing_beside_itself() throws Exception {
    String page = page(MadeReport.of(20));
    assertThat(page).contains("default-src &#39;none&#39;");
    assertThat(page.replaceAll("<bdi>[^<]*</bdi>", ""))
        .doesNotContain("src=", "href=", "url(", "@import", "http:", "https:");
  }

  @Test
  void drawings_and_tables_can_be_read_aloud() throws Exception {
    Document page = parsed(page(MadeReport.of(20)));
    assertThat(elements(page, "svg"))
        .allMatch(
            svg ->
                svg.getAttribute("aria-hidden").equals("true")
                    || !svg.getAttribute("aria-label").isEmpty());
    assertThat(elements(page, "table"))
        .allMatch(table -> table.getElementsByTagName("caption").getLength() == 1);
    assertThat(elements(page, "th")).allMatch(heading -> !heading.getAttribute("scope").isEmpty());
    assertThat(elements(page, "section"))
        .allMatch(section -> section.getElementsByTagName("h2").getLength() == 1);
  }

  @Test
  void only_the_weightiest_of_very_many_rules_are_listed() throws Exception {
    ReportInput made = MadeReport.of(20);
    List<OfRule> rules = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      rules.add(new OfRule("fit", "role", "rule-" + i, 1, 0, 1000L * i, 0, 0, 1000L * i));
    }
    ReportInput many =
        new ReportInput(
            made.scores(),
            new PopulationStatistics(20, rules, List.of()),
            made.asOf(),
            made.counts(),
            made.top());
    String page = page(many);
    assertThat(page).contains("rule-4999", "rule-4900", "4,900 rules more");
    assertThat(page).doesNotContain(">rule-4899<");
  }

  /** WCAG asks for 4.5 to 1 between text and what is behind it. */
  @Test
  void text_stands_out_from_its_ground_by_light_and_in_the_dark() throws Exception {
    String page = page(MadeReport.of(0));
    String dark = page.substring(page.indexOf("prefers-color-scheme: dark"));
    for (String style : List.of(page, dark)) {
      for (String ground : List.of("paper", "card")) {
        for (String text : List.of("ink", "soft", "accent", "minus")) {
          assertThat(contrast(colour(style, text), colour(style, ground)))
              .as("%s on %s", text, ground)
              .isGreaterThan(4.5);
        }
      }
      for (String ground : List.of("h1", "h2", "h3")) {
        assertThat(contrast(colour(style, "on-low"), colour(style, ground)))
            .as("on-low on %s", ground)
            .isGreaterThan(4.5);
      }
      for (String ground : List.of("h5", "h6")) {
        assertThat(contrast(colour(style, "on-high"), colour(style, ground)))
            .as("on-high on %s", ground)
            .isGreaterThan(4.5);
      }
    }
  }

  private static int colour(String style, String name) {
    Matcher matcher = Pattern.compile("--" + name + ": #([0-9a-f]{6})").matcher(style);
    assertThat(matcher.find()).as("%s", name).isTrue();
    return Integer.parseInt(matcher.group(1), 16);
  }

  private static double contrast(int a, int b) {
    double light = Math.max(luminance(a), luminance(b));
    double dark = Math.min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * channel(colour >> 16)
        + 0.7152 * channel(colour >> 8)
        + 0.0722 * channel(colour);
  }

  private static double channel(int colour) {
    double value = (colour & 0xFF) / 255.0;
    return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static Stream<Element> sections(Document page, String id) {
    return elements(page, "section").stream()
        .filter(section -> section.getAttribute("id").equals(id));
  }

  private static List<String> lines(Element section) {
    List<String> lines = new ArrayList<>();
    NodeList items = section.getElementsByTagName("li");
    for (int i = 0; i < items.getLength(); i++) {
      lines.add("  - " + items.item(i).getTextContent() + "\n");
    }
    return lines;
  }

  private static List<Element> elements(Document page, String tag) {
    List<Element> elements = new ArrayList<>();
    NodeList found = page.getElementsByTagName(tag);
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  /** The page is written so that it is XML too, apart from its first line. */
  private static Document parsed(String page) throws Exception {
    String xml = page.substring(page.indexOf('\n') + 1);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static String page(ReportInput input) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlReport.write(input, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
