package io.plumbline.server.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.core.fact.Value;
import io.plumbline.server.live.Received;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the calls of Segment's specification mean. */
final class SegmentDialectTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  @Test
  void identify_traits_areAttributesExactAndByDottedNames() {
    Received message =
        one(
            "{'type':'identify','userId':'u','traits':{'email':'a@b.c','score':1.10,"
                + "'company':{'name':'Acme','size':{'min':5}},'tags':['x',null,'y'],"
                + "'gone':null,'blank':' ','list':[{'a':1}]}}");
    assertThat(message.event()).isEmpty();
    assertThat(message.attributes())
        .containsEntry("email", text("a@b.c"))
        .containsEntry("score", Optional.of(new Value.Decimal(new BigDecimal("1.10"))))
        .containsEntry("company.name", text("Acme"))
        .containsEntry("company", text("Acme"))
        .containsEntry("company.size.min", Optional.of(new Value.Decimal(BigDecimal.valueOf(5))))
        .containsEntry(
            "tags", Optional.of(new Value.Many(List.of(new Value.Text("x"), new Value.Text("y")))))
        .containsEntry("gone", Optional.empty())
        .containsEntry("blank", Optional.empty())
        .containsEntry("list", Optional.empty());
  }

  @Test
  void identify_ownNameForWellKnownTrait_isNotOverwritten() {
    Map<String, Optional<Value>> attributes =
        one("{'type':'identify','userId':'u','traits':{'title':'Dr','job_title':'CTO'}}")
            .attributes();
    assertThat(attributes)
        .containsEntry("title", text("Dr"))
        .containsEntry("job_title", text("CTO"));
  }

  @Test
  void identify_withoutCanonicalNames_keepsOnlyNamesAsSent() {
    SegmentDialect dialect =
        new SegmentDialect(
            new CollectionSettings(java.util.Set.of(), "page_view", "screen_view", false));
    Envelope envelope = envelope("{'type':'identify','userId':'u','traits':{'title':'Dr'}}");
    assertThat(
            dialect
                .message(envelope.outer(), envelope.outer(), reception(false))
                .orElseThrow()
                .attributes())
        .containsOnlyKeys("title");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'identify','userId':'u','traits':{'email':'a@b.c'}}",
        "{'type':'identify','userId':'u','context':{'traits':{'email':'a@b.c'}}}",
        "{'type':'identify','userId':'u','email':'a@b.c'}",
        "{'type':'track','event':'E','userId':'u','context':{'traits':{'email':'a@b.c'}}}",
        "{'type':'track','event':'E','userId':'u','email':'a@b.c'}",
        "{'type':'page','userId':'u','traits':{'email':'a@b.c'}}"
      })
  void email_whereverItStands_isAnAttribute(String json) {
    assertThat(one(json).attributes()).isEqualTo(Map.of("email", text("a@b.c")));
  }

  @Test
  void group_traits_areOfTheAccountAndItsEmailIsNotThePersons() {
    Received message =
        one(
            "{'type':'group','userId':'u','groupId':'acme',"
                + "'traits':{'email':'info@acme.example','employee_count':7}}");
    assertThat(message.attributes()).isEmpty();
    assertThat(message.membership().orElseThrow().accountId()).isEqualTo("acme");
    assertThat(message.membership().orElseThrow().attributes())
        .containsKeys("email", "employee_count", "employees");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'userId':null,", "'userId':'',", "'userId':'  ',", ""})
  void userId_nullEmptyOrMissing_isNone(String userId) {
    Received message = one("{'type':'page'," + userId + "'anonymousId':'a'}");
    assertThat(message.userId()).isEmpty();
    assertThat(message.anonymousId()).hasValue("a");
  }

  @Test
  void userId_number_isItsDigits() {
    assertThat(one("{'type':'page','userId':42}").userId()).hasValue("42");
  }

  @Test
  void page_contextOfPage_fillsWhatPropertiesDoNotSay() {
    Received message =
        one(
            "{'type':'page','userId':'u','name':'Pricing','properties':{'path':'/mine'},"
                + "'context':{'page':{'path':'/other','title':'T','url':'https://x/y?z'},"
                + "'campaign':{'source':'news'}}}");
    assertThat(message.event().orElseThrow())
        .isEqualTo(
            new Received.Happening(
                "page_view",
                Map.of(
                    "path", new Value.Text("/mine"),
                    "title", new Value.Text("T"),
                    "url", new Value.Text("https://x/y?z"),
                    "name", new Value.Text("Pricing"),
                    "campaign.source", new Value.Text("news"))));
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.example/a/b?c#d,/a/b",
    "https://x.example,/",
    "https://x.example?a=/b,/",
    "https://x.example/#/route,/"
  })
  void page_withAddressOnly_hasItsPath(String url, String path) {
    assertThat(
            one("{'type':'page','userId':'u','properties':{'url':'" + url + "'}}")
                .event()
                .orElseThrow()
                .properties())
        .containsEntry("path", new Value.Text(path));
  }

  @Test
  void track_page_isUnderNamesOfItsOwn() {
    assertThat(
            one("{'type':'track','event':'E','userId':'u','properties':{'title':'Mine'},"
                    + "'context':{'page':{'title':'Page','path':'/p'}}}")
                .event()
                .orElseThrow()
                .properties())
        .isEqualTo(
            Map.of(
                "title", new Value.Text("Mine"),
                "page.title", new Value.Text("Page"),
                "page.path", new Value.Text("/p")));
  }

  @Test
  void batchContext_behindTheCalls_isMergedIntoEach() {
    List<Received> messages =
        all(
            "{'batch':[{'type':'track','event':'E','userId':'u',"
                + "'context':{'campaign':{'name':'own'}}},"
                + "{'type':'page','userId':'u'}],"
                + "'context':{'campaign':{'name':'around','source':'s'},'page':{'path':'/p'}}}");
    assertThat(messages.get(0).event().orElseThrow().properties())
        .containsEntry("campaign.name", new Value.Text("own"))
        .containsEntry("campaign.source", new Value.Text("s"));
    assertThat(messages.get(1).event().orElseThrow().properties())
        .containsEntry("path", new Value.Text("/p"));
  }

  @Test
  void messageId_tooLong_isTheSameShortOneAlways() {
    String json = "{'type':'page','userId':'u','messageId':'" + "m".repeat(101) + "'}";
    assertThat(one(json).messageId()).hasSize(71).isEqualTo(one(json).messageId());
    assertThat(one(json.replace("mm", "mn")).messageId()).isNotEqualTo(one(json).messageId());
  }

  @Test
  void messageId_missing_isMade() {
    String json = "{'type':'page','userId':'u'}";
    assertThat(one(json).messageId()).isNotEqualTo(one(json).messageId());
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-06T07:08:09.123Z,2024-05-06T07:08:09.123Z",
    "2024-05-06T07:08:09.123456789Z,2024-05-06T07:08:09.123456789Z",
    "2024-05-06T09:08:09+02:00,2024-05-06T07:08:09Z",
    "2024-05-06T09:08:09+0200,2024-05-06T07:08:09Z",
    "2024-05-06 07:08:09,2024-05-06T07:08:09Z",
    "2024-05-06t07:08:09z,2024-05-06T07:08:09Z",
    "1714979289123,2024-05-06T07:08:09.123Z",
    "1714979289,2024-05-06T07:08:09Z"
  })
  void timestamp_inAnySpelling_isTheTimeOfTheEvent(String text, Instant at) {
    assertThat(one("{'type':'page','userId':'u','timestamp':'" + text + "'}").at()).isEqualTo(at);
  }

  @Test
  void timestamp_missing_isOriginalThenReceived() {
    assertThat(
            one("{'type':'page','userId':'u','originalTimestamp':'2024-05-06T07:08:09.123Z'}").at())
        .isEqualTo(Instant.parse("2024-05-06T07:08:09.123Z"));
    assertThat(one("{'type':'page','userId':'u'}").at()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'jump','userId':'u'}|$.type: found \"jump\", expected identify",
        "{'userId':'u'}|$.type: found nothing",
        "{'type':'track','userId':'u'}|$.event: found nothing",
        "{'type':'track','event':7.5,'userId':['u']}|$.userId: found a list, expected text",
        "{'type':'page'}|$: found no userId and no anonymousId",
        "{'type':'page','userId':'u','properties':[]}|$.properties: found a list",
        "{'type':'page','userId':'u','timestamp':'soon'}|$.timestamp: found \"soon\"",
        "{'type':'page','userId':'u','timestamp':'2024-02-30T00:00:00.000Z'}|$.timestamp: found",
        "{'type':'group','userId':'u'}|$.groupId: found nothing",
        "{'type':'alias','userId':'u'}|$.previousId: found nothing"
      })
  void call_thatMakesNoSense_isRefusedWithPlaceAndReason(String json, String reason) {
    assertThatThrownBy(() -> one(json))
        .isInstanceOf(Unacceptable.class)
        .message()
        .startsWith(reason);
  }

  @Test
  void limits_ofOneEvent_areChecked() {
    String id = "'userId':'" + "u".repeat(CollectionLimits.ID_CHARACTERS + 1) + "'";
    assertRefused("{'type':'page'," + id + "}", "too_long");
    String type = "'event':'" + "e".repeat(CollectionLimits.TYPE_CHARACTERS + 1) + "'";
    assertRefused("{'type':'track','userId':'u'," + type + "}", "too_long");
    String name = "'" + "n".repeat(CollectionLimits.NAME_CHARACTERS + 1) + "':1";
    assertRefused("{'type':'page','userId':'u','properties':{" + name + "}}", "too_long");
    String inside = "'" + "n".repeat(CollectionLimits.NAME_CHARACTERS) + "':{'x':1}";
    assertRefused("{'type':'page','userId':'u','properties':{" + inside + "}}", "too_long");
    String list = "[1" + ",1".repeat(CollectionLimits.VALUES) + "]";
    assertRefused(
        "{'type':'page','userId':'u','properties':{'l':" + list + "}}", "too_many_values");
    String all = "[1" + ",1".repeat(CollectionLimits.VALUES - 1) + "]";
    assertRefused(
        "{'type':'page','userId':'u','properties':{'l':" + all + ",'o':{'x':1}}}",
        "too_many_values");
  }

  @Test
  void values_tooDeep_areLeftOut() {
    Received message =
        one(
            "{'type':'track','event':'E','userId':'u','properties':"
                + "{'a':{'b':{'c':{'d':{'e':5,'f':{'g':6}}}}}}}");
    assertThat(message.event().orElseThrow().properties())
        .containsOnly(Map.entry("a.b.c.d.e", new Value.Decimal(BigDecimal.valueOf(5))));
  }

  @Test
  void text_thatNoStoreKeeps_isReplaced() {
    Received message =
        one(
            "{'type':'track','event':'a\\u0000b','userId':'u\\ud800',"
                + "'properties':{'k\\u0000':'v\\u0000'}}");
    assertThat(message.userId()).hasValue("u\uFFFD");
    assertThat(message.event().orElseThrow())
        .isEqualTo(
            new Received.Happening("a\uFFFDb", Map.of("k\uFFFD", new Value.Text("v\uFFFD"))));
  }

  private static void assertRefused(String json, String code) {
    assertThatThrownBy(() -> one(json))
        .isInstanceOfSatisfying(
            Unacceptable.class, reason -> assertThat(reason.code()).isEqualTo(code));
  }

  private static Optional<Value> text(String text) {
    return Optional.of(new Value.Text(text));
  }

  private static Received one(String json) {
    return all(json).get(0);
  }

  private static List<Received> all(String json) {
    Envelope envelope = envelope(json);
    SegmentDialect dialect = new SegmentDialect(CollectionSettings.DEFAULT);
    return envelope.calls().stream()
        .map(
            call -> {
              call.mistake()
                  .ifPresent(
                      mistake -> {
                        throw mistake;
                      });
              return dialect.message(call, envelope.outer(), reception(false)).orElseThrow();
            })
        .toList();
  }

  private static Envelope envelope(String json) {
    return Bodies.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Reception reception(boolean browser) {
    return new Reception(NOW, "key:web", browser, Optional.empty(), Optional.empty());
  }
}
