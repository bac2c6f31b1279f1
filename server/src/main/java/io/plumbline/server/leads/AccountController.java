package io.plumbline.server.leads;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One account over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{id}")
@Tag(name = "accounts", description = "The companies of leads, scored likewise.")
public final class AccountController extends SubjectController {
  public AccountController(SubjectBook book) {
    super(book, true);
  }
}
