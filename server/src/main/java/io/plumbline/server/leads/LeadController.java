package io.plumbline.server.leads;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One lead over HTTP. */
@RestController
@RequestMapping("/api/v1/leads/{id}")
@Tag(name = "Leads")
public final class LeadController extends SubjectController {
  public LeadController(SubjectBook book) {
    super(book, false);
  }
}
