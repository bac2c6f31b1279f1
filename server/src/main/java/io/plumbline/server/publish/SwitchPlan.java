package io.plumbline.server.publish;

import io.plumbline.server.live.ActiveVersion;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.Run;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A switch from some versions of a model to others, before it is carried out.
 *
 * @param version the version that it is about
 * @param succession whose scores count before and after
 * @param ended keys of versions that score no more after it
 * @param begun versions that score from the switch on
 * @param updates what the store says of versions after the switch, given its instant
 */
record SwitchPlan(
    Run.Kind kind,
    ModelVersion version,
    Succession succession,
    Set<Long> ended,
    List<ActiveVersion> begun,
    Function<Instant, List<ModelVersion>> updates) {
  SwitchPlan {
    ended = Set.copyOf(ended);
    begun = List.copyOf(begun);
  }
}
