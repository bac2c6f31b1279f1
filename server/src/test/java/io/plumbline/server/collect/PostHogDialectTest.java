package io.plumbline.server.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.core.fact.Value;
import io.plumbline.server.live.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostHog's events mean. */
final class PostHogDialectTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  @Test
  void event_ownNames_areLeftOutButForPageAndCampaign() {
    Received message =
        one(
            "{'event':'Asked','distinct_id':'u','uuid':'m','properties':{'plan':'pro',"
                + "'$os':'Linux','token':'k','utm_source':'news','utm_term':null,"
                + "'$current_url':'https://x/p','$pathname':'/p','$referrer':'$direct'}}");
    assertThat(message.messageId()).isEqualTo("m");
    assertThat(message.event().orElseThrow())
        .isEqualTo(
            new Received.Happening(
                "Asked",
                Map.of(
                    "plan", new Value.Text("pro"),
                    "campaign.source", new Value.Text("news"),
                    "page.url", new Value.Text("https://x/p"),
                    "page.path", new Value.Text("/p"))));
  }

  @Test
  void pageview_isAPageViewUnderPlainNames() {
    assertThat(
            one("{'event':'$pageview','distinct_id':'u','properties':{'title':'T',"
                    + "'$current_url':'https://x/p?q','$referrer':'https://y/'}}")
                .event()
                .orElseThrow())
        .isEqualTo(
            new Received.Happening(
                "page_view",
                Map.of(
                    "title", new Value.Text("T"),
                    "url", new Value.Text("https://x/p?q"),
                    "path", new Value.Text("/p"),
                    "referrer", new Value.Text("https://y/"))));
  }

  @ParameterizedTest
  @CsvSource({
    "$is_identified,false,false",
    "$device_id,\"d\",false",
    "$is_identified,true,true",
    "$lib,\"posthog-node\",true"
  })
  void distinctId_isAUserUnlessSaidOtherwise(String name, String value, boolean user) {
    Received message =
        one("{'event':'E','distinct_id':'d','properties':{'" + name + "':" + value + "}}");
    assertThat(message.userId().isPresent()).isEqualTo(user);
    assertThat(message.anonymousId().isPresent()).isEqualTo(!user);
  }

  @Test
  void identify_tiesTheDeviceAndSetsAttributes() {
    Received message =
        one(
            "{'event':'$identify','distinct_id':'u','properties':{'$anon_distinct_id':'d'},"
                + "'$set':{'email':'a@b.c','$os':'x'},'$set_once':{'first':'y'}}");
    assertThat(message.userId()).hasValue("u");
    assertThat(message.anonymousId()).hasValue("d");
    assertThat(message.event()).isEmpty();
    assertThat(message.attributes())
        .isEqualTo(Map.of("email", Optional.of(new Value.Text("a@b.c"))));
  }

  @Test
  void groupIdentify_byNobody_isAboutTheAccountAlone() {
    Received message =
        one(
            "{'event':'$groupidentify','distinct_id':'$company_acme','properties':{"
                + "'$group_type':'company','$group_key':'acme','$group_set':{'name':'Acme'}}}");
    assertThat(message.userId()).isEmpty();
    assertThat(message.anonymousId()).isEmpty();
    assertThat(message.membership().orElseThrow().attributes()).containsKey("name");
  }

  @Test
  void groupIdentify_ofAnotherKindOfGroup_saysNothingToUs() {
    assertThat(
            read(
                "{'event':'$groupidentify','distinct_id':'$project_p','properties':{"
                    + "'$group_type':'project','$group_key':'p','$group_set':{'name':'P'}}}"))
        .isEmpty();
  }

  @Test
  void event_withoutPerson_isRefused() {
    assertThatThrownBy(() -> read("{'event':'E','properties':{'distinct_id':' '}}"))
        .hasMessage("$.distinct_id: found nothing, expected a text");
  }

  private static Received one(String json) {
    return read(json).orElseThrow();
  }

  private static Optional<Received> read(String json) {
    Envelope envelope = Bodies.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return new PostHogDialect(CollectionSettings.DEFAULT)
        .message(
            envelope.outer(),
            envelope.outer(),
            new Reception(NOW, "key:web", false, Optional.empty(), Optional.empty()));
  }
}
