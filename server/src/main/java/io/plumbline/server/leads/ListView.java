package io.plumbline.server.leads;

import io.plumbline.core.model.ScoringModel;
import java.util.List;
import java.util.Optional;

/**
 * The versions of a model that were in effect when a list was asked for. All its pages are of
 * these, also while others take their place: then each score stays as it was at that moment, and
 * who is new after it has none.
 *
 * @param account whether it is of accounts, and not of leads
 * @param model whose scores it shows; empty where there is none
 * @param versions whose scores count, pilots first
 */
record ListView(boolean account, Optional<ScoringModel> model, List<VersionColumns> versions) {
  ListView {
    versions = List.copyOf(versions);
  }
}
