package io.plumbline.cli.sample;

/**
 * A company as it truly is; what the export says of it may be less.
 *
 * @param domain of its mail, under a reserved name
 * @param stack the one system it is known to use, or blank
 * @param scanner whether its mail server opens every mail and follows every link
 */
record Company(
    int index,
    Culture culture,
    String name,
    String domain,
    int employees,
    Industry industry,
    Tool tool,
    String stack,
    boolean scanner) {

  /** How it is called in accounts.csv. */
  String accountId() {
    return "A-%06d".formatted(index + 1);
  }
}
