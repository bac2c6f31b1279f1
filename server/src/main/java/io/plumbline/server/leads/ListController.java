package io.plumbline.server.leads;

import io.plumbline.server.api.Page.Paging;
import io.plumbline.server.leads.SubjectIndex.ListPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of leads and accounts, from the index. */
@RestController
public final class ListController {
  private static final Set<String> PAGING = Set.of("limit", "after");

  private final LeadIndex index;

  public ListController(LeadIndex index) {
    this.index = index;
  }

  @GetMapping("/api/v1/leads")
  @Operation(
      operationId = "listLeads",
      summary = "List leads",
      description = "By any filter, in any order, a page at a time.")
  @Tag(name = "leads")
  @FilterParameters
  @PageParameters
  public SubjectPage leads(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> all) {
    return page(false, all);
  }

  @GetMapping("/api/v1/accounts")
  @Operation(
      operationId = "listAccounts",
      summary = "List accounts",
      description = "By any filter, in any order, a page at a time.")
  @Tag(name = "accounts")
  @FilterParameters
  @PageParameters
  public SubjectPage accounts(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> all) {
    return page(true, all);
  }

  private SubjectPage page(boolean account, MultiValueMap<String, String> all) {
    ListRequest request = new ListRequest(all, PAGING);
    ListView view = index.view(account, request.model());
    ListQuery query = request.query(view.model());
    ListPage page = index.page(view, query, request.attributes(), request.limit(), request.after());
    return new SubjectPage(page.items(), new Paging(page.next()), page.matching());
  }
}
