package io.plumbline.server.leads;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One lead over HTTP. */
@RestController
@RequestMapping("/api/v1/leads/{id}")
@Tag(name = "leads", description = "Who is scored, and the proof of it.")
public final class LeadController extends SubjectController {
  public LeadController(SubjectBook book) {
    super(book, false);
  }
}
