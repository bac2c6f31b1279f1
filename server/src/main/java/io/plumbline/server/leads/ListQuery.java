package io.plumbline.server.leads;

import java.util.List;
import java.util.Optional;

/**
 * What a list is asked for; its text tells it from every other.
 *
 * @param model whose scores are meant; empty for the first live model
 * @param sort the keys, the first counts most; ties go by id
 * @param search text that must stand in id, e-mail address, name or company; empty for none
 */
record ListQuery(
    Optional<String> model, List<ListFilter> filters, List<SortBy> sort, String search) {
  ListQuery {
    filters = List.copyOf(filters);
    sort = List.copyOf(sort);
  }
}
