package io.plumbline.server.leads;

import io.plumbline.core.score.Explanation;
import io.plumbline.format.result.ExplanationJson;
import io.plumbline.server.Refusal;
import io.plumbline.server.api.Page;
import io.plumbline.server.leads.SubjectBook.Choice;
import io.plumbline.server.leads.SubjectBook.Judge;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What is answered of one lead as of one account. */
final class SubjectReplies {
  private final SubjectBook book;
  private final boolean account;
  private final Timeline timeline;
  private final ScoreHistory history;

  SubjectReplies(SubjectBook book, boolean account) {
    this.book = book;
    this.account = account;
    timeline = new Timeline(book);
    history = new ScoreHistory(book);
  }

  SubjectDetail detail(String id, Optional<String> model) {
    return book.detail(account, id, model);
  }

  ResponseEntity<byte[]> explanation(String id, Choice choice, Optional<String> asOf) {
    long subject = book.subject(account, id);
    Optional<Instant> at = OneParameters.asOf(asOf, book.now());
    Judge judge = book.judge(account, subject, choice, at);
    Explanation explanation = book.explanation(subject, judge, at);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header("Plumbline-Model-Version", Integer.toString(judge.number()))
        .body(ExplanationJson.bytes(explanation));
  }

  Page<Timeline.Item> timeline(String id, Optional<String> model, Paged paged) {
    return timeline.page(account, id, model, paged);
  }

  Page<ScoreHistory.Item> history(String id, Optional<String> model, Paged paged) {
    return history.page(account, id, model, paged);
  }

  WhyView why(String id, Optional<String> model, String from, String to) {
    Instant start = QueryWords.instant("from", from);
    Instant end = QueryWords.instant("to", to);
    if (!start.isBefore(end)) {
      throw new Refusal(Refusal.Code.INVALID, "The parameter from must lie before to.");
    }
    if (end.isAfter(book.now())) {
      throw new Refusal(
          Refusal.Code.INVALID, "The parameter to lies in the future; nobody knows the facts.");
    }
    return history.why(account, id, model, start, end);
  }

  LiftView lift(String id, Optional<String> model) {
    return LiftView.of(book, account, id, model);
  }

  Page<WhyView.Said> attributes(String id, Paged paged) {
    return history.attributes(account, id, paged);
  }
}
