package io.plumbline.format.facts;

import io.plumbline.core.population.Intake;
import java.util.List;

/** What the rows of an input are, leads or events, and where they go. */
record Target(boolean events, Intake intake, Names names, Limits limits, SeenColumns seen) {

  /** The places of the needed columns in the header of a file. */
  Columns columns(String file, List<String> header) {
    seen.add(header);
    return events
        ? Columns.ofEvents(file, header, names, intake.properties())
        : Columns.ofLeads(file, header, names, intake.attributes());
  }
}
