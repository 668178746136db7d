-- Schema 4: what rules and people make of the cells of the codebook.

-- What the rules of the codebook read from a content: derived.
CREATE TABLE codings (
  content    INTEGER NOT NULL REFERENCES contents (content),
  ord        INTEGER NOT NULL,
  indicator  TEXT NOT NULL,                 -- id of the question
  value      TEXT NOT NULL,                 -- 30, yes, 公开招标|邀请招标, 5-10
  unit       TEXT NOT NULL,
  note       TEXT NOT NULL,
  rule       TEXT NOT NULL,                 -- the rule that fired
  confidence REAL NOT NULL,
  PRIMARY KEY (content, ord)
) WITHOUT ROWID;
CREATE INDEX codings_indicator ON codings (indicator);

-- The places that prove a coding.
CREATE TABLE evidence (
  content    INTEGER NOT NULL REFERENCES contents (content),
  coding     INTEGER NOT NULL,              -- ord of the coding
  ord        INTEGER NOT NULL,
  clause     TEXT NOT NULL,                 -- id of the innermost clause
  label      TEXT NOT NULL,                 -- 第四十六条第一款
  start      INTEGER NOT NULL,              -- the quotation, in code points
  "end"      INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte   INTEGER NOT NULL,
  PRIMARY KEY (content, coding, ord)
) WITHOUT ROWID;

-- What people say of cells: not derived, never deleted. The last row of a cell
-- counts.
CREATE TABLE human_codings (
  seq        INTEGER PRIMARY KEY,
  document   TEXT NOT NULL,                 -- id of the document
  indicator  TEXT NOT NULL,
  value      TEXT NOT NULL,                 -- not_regulated: the document is silent
  unit       TEXT NOT NULL,
  clause     TEXT NOT NULL,
  quote      TEXT NOT NULL,
  rule_value TEXT NOT NULL,                 -- what the rules said then
  rule_unit  TEXT NOT NULL,
  who        TEXT NOT NULL,
  at         TEXT NOT NULL,                 -- RFC 3339, UTC
  why        TEXT NOT NULL,
  UNIQUE (document, indicator, value, unit, clause, quote, who, at)
);
CREATE INDEX human_cells ON human_codings (document, indicator);
