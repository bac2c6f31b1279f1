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

  /** The endpoints of messages; a store that has no place for them yet says so. */
  default Webhooks webhooks() {
    throw new UnsupportedOperationException("this store keeps no endpoints");
  }

  /** Messages to endpoints; a store that has no place for them yet says so. */
  default Outbox outbox() {
    throw new UnsupportedOperationException("this store keeps no messages");
  }

  /** Alert rules; a store that has no place for them yet says so. */
  default Alerts alerts() {
    throw new UnsupportedOperationException("this store keeps no alert rules");
  }

  default Upkeep upkeep() {
    throw new UnsupportedOperationException("this store has no upkeep");
  }
}
