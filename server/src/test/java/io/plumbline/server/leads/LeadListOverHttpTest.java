package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists of leads as a client of a whole server sees them; every parameter is tried. */
@Timeout(120)
final class LeadListOverHttpTest {
  @TempDir static Path folder;
  private static LeadsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LeadsServer.withLeads(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void list_withoutParameters_hasTheHighestTotalFirst() throws Exception {
    JsonNode page = server.get("leads?attributes=email,company");
    JsonNode first = page.get("items").get(0);

    assertThat(page.get("count").asLong()).isEqualTo(4);
    assertThat(first.get("id").asString()).isEqualTo("ana");
    assertThat(first.at("/score/total").asInt()).isEqualTo(23);
    assertThat(first.at("/score/cell").asString()).isEqualTo("B2");
    assertThat(first.at("/attributes/email").asString()).isEqualTo("ana@acme.example");
  }

  @Test
  void list_afterManyInventedAttributes_stillShowsOnesThatLeadsHave() throws Exception {
    server.identify("bob", "\"shoe\":42");
    for (int i = 0; i < 20; i++) {
      int from = i;
      String invented =
          IntStream.range(0, 20)
              .mapToObj(each -> "no" + from + "x" + each)
              .collect(Collectors.joining(","));
      assertThat(server.call("GET", "leads?attributes=" + invented, "").statusCode())
          .isEqualTo(200);
    }

    assertThat(server.ids("leads?attribute=shoe:is:42&attributes=shoe&sort=attribute:shoe"))
        .containsExactly("bob");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model=b2b&q=ACME -> ana",
        "total_at_least=23 -> ana",
        "total_at_most=19.5 -> bob",
        "score=fit:at_least:20&score=interest:at_least:1 -> ana",
        "score=fit:at_most:10 -> bob",
        "grade=interest:1 -> ",
        "grade=fit:C -> bob",
        "cell=C2 -> bob",
        "band=disqualified -> bob",
        "disqualified=true -> bob",
        "qualified=true -> carl",
        "active_after=2020-01-01&sort=id -> ana,carl",
        "active_before=2020-01-01 -> ",
        "created_after=2020-01-01&created_before=2020-01-02 -> ",
        "attribute=country:is:de -> bob",
        "attribute=country:is:DE&attribute=country:is:fr&sort=id -> bob,carl",
        "attribute=country:not_in:RO,DE -> carl",
        "attribute=email:exists:true&sort=-id -> bob,ana",
        "attribute=email:contains:RIVAL -> bob",
        "attribute=buyer:is:true -> carl",
        "band=hot,warm&sort=-attribute:country,id&limit=2 -> ana,a/b//c %;\\?#线索 =+",
      })
  void list_byAParameter_hasThoseItMeans(String example) throws Exception {
    String[] parts = example.split(" -> ", -1);
    String query = parts[0].replace(" ", "%20");
    List<String> expected = parts[1].isEmpty() ? List.of() : List.of(parts[1].split(",", -1));

    assertThat(server.ids("leads?" + query)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0 -> limit is 0; expected 1 to 1000",
        "limit=1001 -> limit is 1001; expected 1 to 1000",
        "limit=x -> limit is \"x\"; expected 1 to 1000",
        "after=x -> after is no cursor of this list",
        "sort=best -> sort is \"best\"; expected id, total",
        "sort=-score:fame -> sort is \"fame\"; expected fit, interest",
        "sort=id,total,cell,band,created,coverage -> expected at most 5 keys",
        "colour=red -> no parameter \"colour\" here; known are active_after,",
        "total_at_least=x -> total_at_least is \"x\"; expected points",
        "score=fit -> score is \"fit\"; expected NAME:at_least:POINTS",
        "score=fame:at_least:1 -> score is \"fame\"; expected fit, interest",
        "grade=fit:Z -> grade is \"Z\"; expected A, B, C",
        "grade=fame:A -> grade is \"fame\"; expected fit, interest",
        "cell=A1,Z9 -> cell is \"Z9\"; expected A1, A2, B1, B2, C1, C2",
        "band=hot,tepid -> band is \"tepid\"; expected hot, warm, cold, disqualified",
        "model=none -> model is \"none\"; expected a live model that scores leads: b2b",
        "disqualified=maybe -> disqualified is \"maybe\"; expected true or false",
        "active_after=yesterday -> active_after is \"yesterday\"; expected an instant",
        "attribute=country -> attribute is \"country\"; expected NAME:OPERATOR:VALUE",
        "attribute=country:like:RO -> with one of is, is_not, in, not_in, contains, starts_with",
        "attribute=a:exists:b -> expected NAME:exists:true",
        "attribute=employees:at_least:many -> expected a number, a day or an instant",
        "q=a&q=b -> q is \"a and b\"; expected one value",
      })
  void list_byAMistake_saysWhichWhatWasFoundAndWhatExpected(String example) throws Exception {
    String[] parts = example.split(" -> ", -1);

    assertThat(server.refused(400, "leads?" + parts[0])).contains(parts[1]);
  }

  @Test
  void pages_followEachOther() throws Exception {
    JsonNode first = server.get("leads?sort=id&limit=3");
    JsonNode second =
        server.get("leads?sort=id&limit=3&after=" + first.at("/paging/next").asString());

    assertThat(first.get("items")).hasSize(3);
    assertThat(second.get("items")).hasSize(1);
    assertThat(second.get("paging").has("next")).isFalse();
  }
}
