package io.plumbline.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of models. */
public interface Models {
  /** The ids of all models, in order. */
  List<String> ids();

  /** Adds a version under the next number of its model and gives it as stored. */
  ModelVersion add(ModelVersion version);

  /** Puts a version in the place of the one with its key. */
  void update(ModelVersion version);

  Optional<ModelVersion> get(long key);

  Optional<ModelVersion> get(String model, int number);

  /** Up to a number of a model's versions with numbers below one, the latest first. */
  List<ModelVersion> list(String model, Optional<Integer> before, int limit);

  /** The keys of all versions of a model, rising. */
  List<Long> keys(String model);

  /** The versions of all models with one of some statuses, by key. */
  List<ModelVersion> withStatus(Collection<ModelVersion.Status> statuses);

  /** The keys of the versions of all models with one of some statuses, without their texts. */
  Map<Long, ModelVersion.Status> statuses(Collection<ModelVersion.Status> statuses);
}
