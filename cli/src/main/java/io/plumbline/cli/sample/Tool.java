package io.plumbline.cli.sample;

import java.util.List;

/** What a company uses today; {@code worth} is what that truly means for a purchase. */
enum Tool {
  RIVALDESK(0.9, "RivalDesk", "rivaldesk"),
  OTHERSCORE(1.0, "OtherScore", "otherscore "),
  SPREADSHEET(0.7, "Excel spreadsheet", "Google Sheets", "excel"),
  NONE(0.5, "none", "None"),
  IN_HOUSE(0.2, "in-house CRM", "In-house"),
  OTHER(0.4, "other", "don't know", "several");

  final double worth;

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives one that cannot change.
  final List<String> names;

  Tool(double worth, String... names) {
    this.worth = worth;
    this.names = List.of(names);
  }
}
