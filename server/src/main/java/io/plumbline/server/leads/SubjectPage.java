package io.plumbline.server.leads;

import io.plumbline.server.api.Page.Paging;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A page of a list of leads or accounts.
 *
 * @param count how many are on all pages together
 */
@Schema(description = "A page of a list of leads or accounts.")
public record SubjectPage(
    List<ListedSubject> items,
    Paging paging,
    @Schema(description = "How many are on all pages together.", example = "1234") long count) {
  public SubjectPage {
    items = List.copyOf(items);
  }
}
