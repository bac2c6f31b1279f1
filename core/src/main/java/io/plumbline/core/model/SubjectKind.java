package io.plumbline.core.model;

/** Who a model scores: a person or a company. */
public enum SubjectKind {
  LEAD("lead_id"),
  ACCOUNT("account_id");

  private final String idName;

  SubjectKind(String idName) {
    this.idName = idName;
  }

  /** What the id of such a subject is called in results, explanations, cases and messages. */
  public String idName() {
    return idName;
  }
}
