package io.plumbline.server.publish;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ApiHeaders;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.Cursor;
import io.plumbline.server.api.Page;
import io.plumbline.server.publish.ImpactReport.Mover;
import io.plumbline.server.publish.ModelJson.ImpactShown;
import io.plumbline.server.publish.ModelJson.PilotOrder;
import io.plumbline.server.publish.ModelJson.PublishOrder;
import io.plumbline.server.publish.ModelJson.RollbackOrder;
import io.plumbline.server.publish.ModelJson.RunShown;
import io.plumbline.server.publish.ModelJson.Stopped;
import io.plumbline.server.publish.ModelJson.Version;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.server.publish.Publishing.Started;
import io.plumbline.store.ModelVersion.Pilot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a version would change, and putting it to use, over HTTP. A request waits for the end some
 * seconds; where it takes longer, it is answered with 202 and where to ask.
 */
@RestController
@RequestMapping(ApiPaths.API + "/models/{model}")
@Tag(name = "models")
public final class SwitchController {
  private static final int USUAL_WAIT = 5;
  private static final int LONGEST_WAIT = 60;

  private static final String LOCATION = ApiHeaders.PLACE + HttpHeaders.LOCATION;

  private final Publishing publishing;
  private final Drafts drafts;
  private final Impacts impacts;

  public SwitchController(Publishing publishing, Drafts drafts, Impacts impacts) {
    this.publishing = publishing;
    this.drafts = drafts;
    this.impacts = impacts;
  }

  @PostMapping("/versions/{version}/impact")
  @Operation(
      operationId = "askImpact",
      summary = "What would change if a version became live now; changes nothing")
  ResponseEntity<ImpactShown> impact(
      @PathVariable String model, @PathVariable int version, @RequestParam Optional<Integer> wait) {
    Duration atMost = wait(wait);
    Impacts.Asked asked = impacts.ask(drafts.version(model, version));
    asked.await(atMost);
    return shown(asked);
  }

  @PostMapping(
      value = "/impact",
      consumes = {
        ModelController.YAML,
        ModelController.TEXT_YAML,
        MediaType.TEXT_PLAIN_VALUE,
        MediaType.APPLICATION_JSON_VALUE
      })
  @ModelText
  @Operation(
      operationId = "askTextImpact",
      summary = "What would change if a text were published now; keeps nothing, not even the text")
  ResponseEntity<ImpactShown> impact(
      @PathVariable String model,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) String type,
      @RequestParam("applies_to") Optional<String> appliesTo,
      @RequestParam Optional<Integer> wait,
      @RequestBody String body) {
    Duration atMost = wait(wait);
    Drafts.Text text = ModelBody.read(type, body, Optional.empty(), appliesTo);
    Impacts.Asked asked = impacts.ask(drafts.unkept(model, text));
    asked.await(atMost);
    return shown(asked);
  }

  @GetMapping("/impacts/{impact}")
  @Operation(
      operationId = "getImpact",
      summary = "An impact that was asked for, or how far it has come")
  @ApiResponse(
      responseCode = "200",
      description = "The impact.",
      headers = @Header(name = HttpHeaders.LOCATION, ref = LOCATION),
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "202",
      description = "It is being worked out.",
      headers = @Header(name = HttpHeaders.LOCATION, ref = LOCATION),
      useReturnTypeSchema = true)
  ResponseEntity<ImpactShown> impact(@PathVariable String model, @PathVariable long impact) {
    return shown(impacts.get(model, impact));
  }

  private static ResponseEntity<ImpactShown> shown(Impacts.Asked asked) {
    String place =
        ApiPaths.API + "/models/" + asked.version().model() + "/impacts/" + asked.number();
    return ResponseEntity.status(asked.found().isDone() ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .header(HttpHeaders.LOCATION, place)
        .body(ImpactShown.of(asked));
  }

  @DeleteMapping("/impacts/{impact}")
  @Operation(operationId = "cancelImpact", summary = "Stop working an impact out")
  ImpactShown cancelImpact(@PathVariable String model, @PathVariable long impact) {
    Impacts.Asked asked = impacts.get(model, impact);
    asked.progress().cancel();
    return ImpactShown.of(asked);
  }

  @GetMapping("/impacts/{impact}/leads")
  @Operation(
      operationId = "listImpactLeads",
      summary = "Who would change; by kind also those who enter or leave something",
      parameters = {
        @Parameter(
            name = "kind",
            in = ParameterIn.QUERY,
            description = "Only those whose band, cell or grade:SCORE changes.",
            example = "band"),
        @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Only those who leave this.",
            example = "warm"),
        @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Only those who enter this.",
            example = "hot")
      })
  Page<Mover> movers(
      @PathVariable String model,
      @PathVariable long impact,
      @Parameter(hidden = true) @RequestParam Map<String, String> query,
      @RequestParam Optional<String> after,
      @RequestParam Optional<Integer> limit) {
    Optional<String> kind = Optional.ofNullable(query.get("kind"));
    Optional<String> from = Optional.ofNullable(query.get("from"));
    Optional<String> to = Optional.ofNullable(query.get("to"));
    if (kind.isEmpty() && (from.isPresent() || to.isPresent())) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "The parameters from and to need a kind: band, cell or grade:SCORE.");
    }
    Impacts.Asked asked = impacts.get(model, impact);
    Optional<Impacts.Wanted> wanted = kind.map(it -> new Impacts.Wanted(it, from, to));
    String list = "impact:" + impact + ":" + kind + from + to;
    Impacts.MoverPage page =
        impacts.movers(asked, wanted, Cursor.key(list, after).orElse(0L), Page.limit(limit));
    return Page.of(page.movers(), page.next().map(it -> Cursor.ofKey(list, it)));
  }

  @PostMapping("/versions/{version}/publish")
  @Operation(
      summary = "Make a version live, with all scores at once",
      description = "With If-Match only if the version is still as it was read.",
      parameters = @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER))
  ResponseEntity<RunShown> publish(
      @PathVariable String model,
      @PathVariable int version,
      @RequestParam Optional<Integer> wait,
      @RequestBody(required = false) Optional<PublishOrder> order,
      HttpServletRequest request) {
    Duration atMost = wait(wait);
    Optional<String> ifMatch = Optional.ofNullable(request.getHeader(HttpHeaders.IF_MATCH));
    return shown(
        publishing.publish(
            model,
            version,
            present -> ModelController.tag(present).requireMatch(ifMatch),
            order(request.getUserPrincipal(), order.flatMap(PublishOrder::alerts))),
        atMost);
  }

  @PostMapping("/rollback")
  @Operation(summary = "Make the version live that was so before")
  ResponseEntity<RunShown> rollback(
      @PathVariable String model,
      @RequestParam Optional<Integer> wait,
      @RequestBody(required = false) Optional<RollbackOrder> order,
      Principal principal) {
    Duration atMost = wait(wait);
    return shown(
        publishing.rollback(
            model,
            order.flatMap(RollbackOrder::to),
            order(principal, order.flatMap(RollbackOrder::alerts))),
        atMost);
  }

  @PostMapping("/versions/{version}/shadow")
  @Operation(summary = "Let a draft score live leads, without effect")
  ResponseEntity<RunShown> shadow(
      @PathVariable String model,
      @PathVariable int version,
      @RequestParam Optional<Integer> wait,
      Principal principal) {
    Duration atMost = wait(wait);
    return shown(publishing.shadow(model, version, order(principal, Optional.empty())), atMost);
  }

  @PostMapping("/versions/{version}/pilot")
  @Operation(summary = "Put a draft in the live version's place for some, until an instant")
  ResponseEntity<RunShown> pilot(
      @PathVariable String model,
      @PathVariable int version,
      @RequestParam Optional<Integer> wait,
      @RequestBody PilotOrder pilot,
      Principal principal) {
    Duration atMost = wait(wait);
    return shown(
        publishing.pilot(
            model,
            version,
            new Pilot(pilot.slice(), PilotEnd.of(pilot.until(), drafts.version(model, version))),
            order(principal, pilot.alerts())),
        atMost);
  }

  @PostMapping("/versions/{version}/stop")
  @Operation(summary = "End a pilot, a shadow, or a whole model")
  ResponseEntity<Stopped> stop(
      @PathVariable String model,
      @PathVariable int version,
      @RequestParam Optional<Integer> wait,
      Principal principal) {
    Duration atMost = wait(wait);
    Optional<Started> run = publishing.stop(model, version, order(principal, Optional.empty()));
    boolean done = run.map(it -> await(it, atMost)).orElse(true);
    Stopped stopped =
        new Stopped(
            Version.of(drafts.version(model, version)),
            run.map(it -> RunShown.of(it, it.version())));
    HttpHeaders headers = new HttpHeaders();
    run.ifPresent(it -> headers.set(HttpHeaders.LOCATION, place(it)));
    return ResponseEntity.status(done ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .headers(headers)
        .body(stopped);
  }

  private static ResponseEntity<RunShown> shown(Started started, Duration atMost) {
    boolean done = await(started, atMost);
    return ResponseEntity.status(done ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .header(HttpHeaders.LOCATION, place(started))
        .body(RunShown.of(started, started.version()));
  }

  private static String place(Started started) {
    return ApiPaths.API + "/runs/" + started.run().key();
  }

  private static Order order(Principal principal, Optional<Boolean> alerts) {
    return new Order(principal.getName(), alerts.orElse(false));
  }

  private static Duration wait(Optional<Integer> seconds) {
    int wait = seconds.orElse(USUAL_WAIT);
    if (wait < 0 || wait > LONGEST_WAIT) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "The parameter wait is " + wait + "; expected 0 to " + LONGEST_WAIT + " seconds.");
    }
    return Duration.ofSeconds(wait);
  }

  /** Whether it ended in time. */
  private static boolean await(Started started, Duration atMost) {
    try {
      started.end().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }
}
