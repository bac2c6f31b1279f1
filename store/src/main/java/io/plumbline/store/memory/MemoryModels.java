package io.plumbline.store.memory;

import io.plumbline.store.ModelVersion;
import io.plumbline.store.Models;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class MemoryModels implements Models {
  private final Journal journal;
  private final Rows<Long, ModelVersion> versions;

  MemoryModels(Journal journal) {
    this.journal = journal;
    versions = new Rows<>(journal);
  }

  @Override
  public List<String> ids() {
    return all().map(ModelVersion::model).distinct().sorted().toList();
  }

  @Override
  public ModelVersion add(ModelVersion version) {
    int number = of(version.model()).mapToInt(ModelVersion::number).max().orElse(0) + 1;
    ModelVersion stored = version.stored(journal.next("model"), number);
    versions.put(stored.key(), stored);
    return stored;
  }

  @Override
  public void update(ModelVersion version) {
    if (!versions.has(version.key())) {
      throw new IllegalArgumentException("there is no version with the key " + version.key());
    }
    versions.put(version.key(), version);
  }

  @Override
  public Optional<ModelVersion> get(long key) {
    return versions.get(key);
  }

  @Override
  public Optional<ModelVersion> get(String model, int number) {
    return of(model).filter(version -> version.number() == number).findFirst();
  }

  @Override
  public List<ModelVersion> list(String model, Optional<Integer> before, int limit) {
    int below = before.orElse(Integer.MAX_VALUE);
    return of(model)
        .filter(version -> version.number() < below)
        .sorted(Comparator.comparingInt(ModelVersion::number).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<Long> keys(String model) {
    return of(model).map(ModelVersion::key).toList();
  }

  @Override
  public List<ModelVersion> withStatus(Collection<ModelVersion.Status> statuses) {
    return all().filter(version -> statuses.contains(version.status())).toList();
  }

  @Override
  public Map<Long, ModelVersion.Status> statuses(Collection<ModelVersion.Status> statuses) {
    return withStatus(statuses).stream()
        .collect(Collectors.toMap(ModelVersion::key, ModelVersion::status));
  }

  private Stream<ModelVersion> of(String model) {
    return all().filter(version -> version.model().equals(model));
  }

  private Stream<ModelVersion> all() {
    return versions.all().values().stream();
  }
}
