package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.score.Score;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.server.live.ActiveVersion.Slice;
import io.plumbline.server.live.FoldedSubjects;
import io.plumbline.server.live.SubjectUpdate;
import io.plumbline.store.memory.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

/** Who began to read before a switch of versions reads to the end under the version of before. */
class SwitchedListTest {
  private static final int LEADS = 10;
  private static final ActiveVersion OLD = version(1, "10", Role.LIVE);
  private static final ActiveVersion PREPARED = version(2, "20", Role.PREPARING);
  private static final ActiveVersion NEW = version(2, "20", Role.LIVE);

  private final LeadIndex index =
      new LeadIndex(new IndexFeed(new MemoryStore(), new FoldedSubjects()));

  private static ActiveVersion version(int number, String points, Role role) {
    CompiledModel model =
        Crowd.model(
            """
            plumbline: 1
            model: tiny
            scores:
              fit:
                groups:
                  all:
                    rules:
                      - {id: buyer, if: {role: buyer}, points: POINTS}
            total: {sum: [fit]}
            """
                .replace("POINTS", points));
    return new ActiveVersion(number, "tiny", number, role, model, Slice.EVERYBODY);
  }

  @BeforeEach
  void fill() {
    index.load(List.of(OLD, PREPARED));
    for (int key = 1; key <= LEADS; key++) {
      index.committed(List.of(update(key, List.of(OLD, PREPARED))));
    }
  }

  private static SubjectUpdate update(long key, List<ActiveVersion> versions) {
    Subject subject = new Subject("lead" + key, Map.of("role", new Value.Text("buyer")));
    Map<Long, Score> scores = new HashMap<>();
    for (ActiveVersion version : versions) {
      CompiledModel model = version.compiled();
      scores.put(version.key(), model.score(model.newState(subject), Crowd.NOW));
    }
    return new SubjectUpdate(key, true, false, false, subject, Crowd.NOW, Crowd.NOW, scores);
  }

  @Test
  void page_ofAViewTakenBefore_isOfTheOldVersion() {
    ListView view = index.view(false, Optional.empty());
    index.switched(List.of(NEW));

    assertThat(shown(view)).hasSize(LEADS).containsOnly(Map.entry("version 1", "10"));
    assertThat(shown(index.view(false, Optional.empty())))
        .hasSize(LEADS)
        .containsOnly(Map.entry("version 2", "20"));
  }

  private List<Map.Entry<String, String>> shown(ListView view) {
    ListQuery query = new ListQuery(Optional.empty(), List.of(), List.of(), "");
    return index.page(view, query, List.of(), 100, Optional.empty()).items().stream()
        .map(item -> item.score().orElseThrow())
        .map(it -> Map.entry("version " + it.version(), it.total().orElseThrow().toString()))
        .toList();
  }

  @Test
  void export_thatIsOvertaken_isOfTheOldVersionToTheEnd() throws IOException {
    String[] lines = export(() -> index.switched(List.of(NEW)));

    assertThat(lines).hasSize(LEADS + 1);
    assertThat(List.of(lines).subList(1, lines.length)).allMatch(line -> line.contains(",10,"));
  }

  @Test
  void export_thatIsOvertaken_givesNobodyTheScoreOfOneWhoLeft() throws IOException {
    String[] lines =
        export(
            () -> {
              index.switched(List.of(NEW));
              index.committed(List.of(gone(9)));
              index.committed(List.of(update(LEADS + 1, List.of(NEW))));
            });

    assertThat(lines).contains("lead11,,,").noneMatch(line -> line.startsWith("lead9,"));
  }

  private static SubjectUpdate gone(long key) {
    SubjectUpdate last = update(key, List.of());
    return new SubjectUpdate(
        key, true, true, false, last.subject(), last.firstSeen(), last.lastActivity(), Map.of());
  }

  /** An export in pages of two; something happens once its first page was found. */
  private String[] export(Runnable meanwhile) throws IOException {
    LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add("sort", "created,id");
    LeadExport.Begun begun =
        new LeadExport(index, 2).begin(new ListRequest(parameters, Set.of()), "csv");
    meanwhile.run();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream stream = out) {
      begun.writeTo(stream);
    }
    return out.toString(StandardCharsets.UTF_8).split("\n");
  }
}
