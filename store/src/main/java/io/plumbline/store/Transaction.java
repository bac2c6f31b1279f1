package io.plumbline.store;

/** The ports of a store within one transaction; those that change something need a writing one. */
public interface Transaction {
  Profiles profiles();

  FactLog facts();

  States states();

  Scores scores();

  Changes changes();

  Backlog backlog();

  Rejects rejects();

  Audit audit();

  /** The versions of models; a store that has no place for them yet says so. */
  default Models models() {
    throw new UnsupportedOperationException("this store keeps no models");
  }

  /** The ledger of runs; a store that has no place for it yet says so. */
  default Runs runs() {
    throw new UnsupportedOperationException("this store keeps no ledger");
  }

  Webhooks webhooks();

  Outbox outbox();

  Alerts alerts();

  default Upkeep upkeep() {
    throw new UnsupportedOperationException("this store has no upkeep");
  }
}
