package io.plumbline.store.jdbc;

import io.plumbline.store.Alerts;
import io.plumbline.store.ApiKeys;
import io.plumbline.store.Audit;
import io.plumbline.store.Backlog;
import io.plumbline.store.Changes;
import io.plumbline.store.FactLog;
import io.plumbline.store.KeptReplies;
import io.plumbline.store.Models;
import io.plumbline.store.Outbox;
import io.plumbline.store.Profiles;
import io.plumbline.store.Rejects;
import io.plumbline.store.Runs;
import io.plumbline.store.Scores;
import io.plumbline.store.Sessions;
import io.plumbline.store.States;
import io.plumbline.store.Tellings;
import io.plumbline.store.Transaction;
import io.plumbline.store.Upkeep;
import io.plumbline.store.Users;
import io.plumbline.store.Webhooks;

/** All ports on one session: one accessor and one class for each, which hold nothing else. */
final class JdbcTransaction implements Transaction {
  private final Session session;

  JdbcTransaction(Session session) {
    this.session = session;
  }

  @Override
  public Profiles profiles() {
    return new JdbcProfiles(session);
  }

  @Override
  public FactLog facts() {
    return new JdbcFactLog(session);
  }

  @Override
  public States states() {
    return new JdbcStates(session);
  }

  @Override
  public Scores scores() {
    return new JdbcScores(session);
  }

  @Override
  public Changes changes() {
    return new JdbcChanges(session);
  }

  @Override
  public Backlog backlog() {
    return new JdbcBacklog(session);
  }

  @Override
  public Rejects rejects() {
    return new JdbcRejects(session);
  }

  @Override
  public Audit audit() {
    return new JdbcAudit(session);
  }

  @Override
  public Webhooks webhooks() {
    return new JdbcWebhooks(session);
  }

  @Override
  public Outbox outbox() {
    return new JdbcOutbox(session);
  }

  @Override
  public Alerts alerts() {
    return new JdbcAlerts(session);
  }

  @Override
  public Models models() {
    return new JdbcModels(session);
  }

  @Override
  public Runs runs() {
    return new JdbcRuns(session);
  }

  @Override
  public Tellings tellings() {
    return new JdbcTellings(session);
  }

  @Override
  public Upkeep upkeep() {
    return new JdbcUpkeep(session);
  }

  @Override
  public Users users() {
    return new JdbcUsers(session);
  }

  @Override
  public ApiKeys apiKeys() {
    return new JdbcApiKeys(session);
  }

  @Override
  public Sessions sessions() {
    return new JdbcSessions(session);
  }

  @Override
  public KeptReplies keptReplies() {
    return new JdbcKeptReplies(session);
  }
}
