package io.plumbline.core.model;

/** Who a model scores: a person or a company. */
public enum SubjectKind {
  LEAD,
  ACCOUNT
}
