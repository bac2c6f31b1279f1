package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.SubjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model looks at and no file has is told: a misspelled name would be unknown in silence. */
final class MissingColumnsTest {
  @TempDir Path folder;

  private final ReadOptions options = ReadOptions.of(SubjectKind.LEAD, ZoneOffset.UTC);

  @Test
  void missing_columnOfNoFile_isTold() throws IOException {
    FactFiles files = files(options, "country", "Lead origin");

    files.readLeads(List.of(file("a.csv", "lead_id,country\n1,RO\n")));

    assertThat(files.missingOfLeads())
        .isEqualTo(new MissingColumns(List.of("Lead origin"), List.of("lead_id", "country")));
  }

  @Test
  void missing_columnOfOneOfTwoFiles_isThere() throws IOException {
    FactFiles files = files(options, "country", "size");

    files.readLeads(
        List.of(file("a.csv", "lead_id,country\n1,RO\n"), file("b.csv", "lead_id;size\n2;100\n")));

    assertThat(files.missingOfLeads().columns()).isEmpty();
  }

  @Test
  void missing_columnRenamedToNone_isToldByTheNameInTheFiles() throws IOException {
    FactFiles files = files(options.withColumns(Map.of("country", "Lnad")), "country");

    files.readLeads(List.of(file("a.csv", "lead_id,Land\n1,RO\n")));

    assertThat(files.missingOfLeads().columns()).containsExactly("Lnad");
  }

  @Test
  void missing_propertyOfNoFile_isToldOfEventsOnly() throws IOException {
    FactFiles files = files(options, "path");

    files.readLeads(List.of(file("a.csv", "lead_id,path\n1,x\n")));
    files.readEvents(List.of(file("e.csv", "lead_id,event,time,url\n1,view,2026-01-01,/\n")));

    assertThat(files.missingOfLeads().columns()).isEmpty();
    assertThat(files.missingOfEvents().columns()).containsExactly("path");
  }

  @Test
  void missing_whereRowsNameTheirOwnColumns_isNotTold() throws IOException {
    FactFiles files = files(options, "country");

    files.readLeads(
        List.of(file("a.csv", "lead_id\n1\n"), file("b.ndjson", "{\"lead_id\": \"2\"}\n")));

    assertThat(files.missingOfLeads().columns()).isEmpty();
  }

  @Test
  void missing_ofFilesNotRead_isNothing() {
    assertThat(files(options, "country").missingOfEvents().columns()).isEmpty();
  }

  private static FactFiles files(ReadOptions options, String... columns) {
    return new FactFiles(options, new RecordingIntake(List.of(columns), List.of(columns)));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
