package io.plumbline.server.collect;

import io.plumbline.core.fact.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Well-known traits under the names that the ready models ask for. A trait keeps the name it was
 * sent under; it gets the other one too where the same call does not use that name itself.
 */
final class CanonicalNames {
  private static final Map<String, String> OF_PERSON =
      Map.ofEntries(
          Map.entry("firstName", "first_name"),
          Map.entry("lastName", "last_name"),
          Map.entry("title", "job_title"),
          Map.entry("jobTitle", "job_title"),
          Map.entry("company.name", "company"),
          Map.entry("company.industry", "industry"),
          Map.entry("company.employee_count", "employees"),
          Map.entry("company.employees", "employees"),
          Map.entry("company.plan", "plan"),
          Map.entry("address.country", "country"),
          Map.entry("address.city", "city"),
          Map.entry("createdAt", "created_at"));

  private static final Map<String, String> OF_ACCOUNT =
      Map.of(
          "employee_count", "employees",
          "address.country", "country",
          "address.city", "city",
          "createdAt", "created_at");

  private CanonicalNames() {}

  static Map<String, Optional<Value>> person(Map<String, Optional<Value>> traits) {
    return with(OF_PERSON, traits);
  }

  static Map<String, Optional<Value>> account(Map<String, Optional<Value>> traits) {
    return with(OF_ACCOUNT, traits);
  }

  private static Map<String, Optional<Value>> with(
      Map<String, String> names, Map<String, Optional<Value>> traits) {
    Map<String, Optional<Value>> all = new LinkedHashMap<>(traits);
    traits.forEach(
        (name, value) -> {
          String canonical = names.get(name);
          if (canonical != null) {
            all.putIfAbsent(canonical, value);
          }
        });
    return all;
  }
}
