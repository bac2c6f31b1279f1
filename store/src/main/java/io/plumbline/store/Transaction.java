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

  Models models();

  Runs runs();

  Tellings tellings();

  Webhooks webhooks();

  Outbox outbox();

  Alerts alerts();

  Upkeep upkeep();

  Users users();

  ApiKeys apiKeys();

  Sessions sessions();

  KeptReplies keptReplies();
}
