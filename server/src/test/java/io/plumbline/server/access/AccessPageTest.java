package io.plumbline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.access.PathTable.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** The page on who may do what says what the table of paths says. */
class AccessPageTest {
  private static final Path PAGE = Path.of("../docs/reference/access.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z]+) (/api/[^`]+)` \\| ([a-z, ]+) \\| `([a-z:]+)` \\|");

  @Test
  void everyRow_namesTheRolesAndTheScopeOfTheTable() throws IOException {
    List<MatchResult> rows = ROW.matcher(Files.readString(PAGE)).results().toList();
    for (MatchResult row : rows) {
      var request = new MockHttpServletRequest(row.group(1), row.group(2));
      Grant grant = PathTable.row(request).orElseThrow().grant();

      assertThat(grant.roles()).as(row.group()).containsExactly(row.group(3).split(", "));
      assertThat(grant.scopes()).as(row.group()).containsExactly(row.group(4));
    }
    Set<String> scopes = new TreeSet<>();
    rows.forEach(row -> scopes.add(row.group(4)));
    assertThat(scopes).isEqualTo(Scope.all());
  }
}
