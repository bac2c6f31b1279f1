package io.plumbline.store.memory;

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

/** All ports in memory: one field, one accessor and one class for each. */
final class MemoryTransaction implements Transaction {
  private final Profiles profiles;
  private final FactLog facts;
  private final States states;
  private final Scores scores;
  private final Changes changes;
  private final Backlog backlog;
  private final Rejects rejects;
  private final Audit audit;
  private final Webhooks webhooks;
  private final Outbox outbox;
  private final Alerts alerts;
  private final Models models;
  private final Runs runs;
  private final Tellings tellings;
  private final Upkeep upkeep;
  private final Users users;
  private final ApiKeys apiKeys;
  private final Sessions sessions;
  private final KeptReplies keptReplies;

  MemoryTransaction(Journal journal) {
    profiles = new MemoryProfiles(journal);
    facts = new MemoryFactLog(journal);
    states = new MemoryStates(journal);
    scores = new MemoryScores(journal);
    changes = new MemoryChanges(journal);
    backlog = new MemoryBacklog(journal);
    rejects = new MemoryRejects(journal);
    audit = new MemoryAudit(journal);
    webhooks = new MemoryWebhooks(journal);
    outbox = new MemoryOutbox(journal);
    alerts = new MemoryAlerts(journal);
    models = new MemoryModels(journal);
    runs = new MemoryRuns(journal);
    tellings = new MemoryTellings(journal);
    upkeep = new MemoryUpkeep(journal);
    users = new MemoryUsers(journal);
    apiKeys = new MemoryApiKeys(journal);
    sessions = new MemorySessions(journal);
    keptReplies = new MemoryKeptReplies(journal);
  }

  @Override
  public Profiles profiles() {
    return profiles;
  }

  @Override
  public FactLog facts() {
    return facts;
  }

  @Override
  public States states() {
    return states;
  }

  @Override
  public Scores scores() {
    return scores;
  }

  @Override
  public Changes changes() {
    return changes;
  }

  @Override
  public Backlog backlog() {
    return backlog;
  }

  @Override
  public Rejects rejects() {
    return rejects;
  }

  @Override
  public Audit audit() {
    return audit;
  }

  @Override
  public Webhooks webhooks() {
    return webhooks;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public Alerts alerts() {
    return alerts;
  }

  @Override
  public Models models() {
    return models;
  }

  @Override
  public Runs runs() {
    return runs;
  }

  @Override
  public Tellings tellings() {
    return tellings;
  }

  @Override
  public Upkeep upkeep() {
    return upkeep;
  }

  @Override
  public Users users() {
    return users;
  }

  @Override
  public ApiKeys apiKeys() {
    return apiKeys;
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public KeptReplies keptReplies() {
    return keptReplies;
  }
}
