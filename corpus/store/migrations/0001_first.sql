-- duibiao store, schema 1.
-- Dates are ISO 8601 as far as they are known (2015-03-01, 2015-03, 2015), ''
-- when not known. Times are RFC 3339 in UTC. JSON columns hold arrays.

-- What the store says of itself: uuid, created, places (digest of the table of
-- jurisdictions it was filled from).
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- GB/T 2260 codes, a copy of the table in the program, for joins by hand.
CREATE TABLE jurisdictions (
  code   TEXT PRIMARY KEY,          -- 310106
  name   TEXT NOT NULL,             -- 静安区
  short  TEXT NOT NULL,             -- 静安
  level  TEXT NOT NULL,             -- national, province, prefecture, county
  parent TEXT NOT NULL              -- code one level up, '' for the state
) WITHOUT ROWID;

-- One row a document: identity, the current version, and what other documents
-- prove of it.
CREATE TABLE documents (
  document       INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,      -- from the SHA-256 of its first bytes
  version        INTEGER NOT NULL,          -- number of the current version, from 1
  content        INTEGER NOT NULL           -- content of the current version
                 REFERENCES contents (content) DEFERRABLE INITIALLY DEFERRED,
  title_key      TEXT NOT NULL,             -- current title without marks, spaces and 中华人民共和国
  derived_status TEXT NOT NULL DEFAULT '',  -- amended or repealed, as proved by ...
  status_by      TEXT NOT NULL DEFAULT '',  -- ... the document with this id ...
  status_from    TEXT NOT NULL DEFAULT '',  -- ... from this day, '' when it names none
  changed_seq    INTEGER NOT NULL           -- grows with every change of any document
);
CREATE INDEX documents_title ON documents (title_key);
CREATE UNIQUE INDEX documents_changed ON documents (changed_seq);

-- What one file of bytes says. The bytes are in raw/ab/abcdef..., by sha256.
-- Everything but document, sha256, size and given_* is derived from the bytes.
CREATE TABLE contents (
  content        INTEGER PRIMARY KEY,
  document       INTEGER NOT NULL REFERENCES documents (document),
  sha256         TEXT NOT NULL UNIQUE,      -- lower-case hex
  size           INTEGER NOT NULL,          -- bytes
  given_url      TEXT NOT NULL,             -- the place it was first seen at
  given_region   TEXT NOT NULL,             -- the region the user gave, '' for none
  media_type     TEXT NOT NULL,
  charset        TEXT NOT NULL,
  title          TEXT NOT NULL,
  doc_number     TEXT NOT NULL,             -- 文号
  issuers        TEXT NOT NULL,             -- JSON: 发文机关
  region         TEXT NOT NULL,             -- GB/T 2260 code, '' when not known
  region_name    TEXT NOT NULL,
  kind           TEXT NOT NULL,             -- rule, catalogue, report, other
  issued         TEXT NOT NULL,
  published      TEXT NOT NULL,
  amended        TEXT NOT NULL,
  effective      TEXT NOT NULL,
  effective_text TEXT NOT NULL,
  expires        TEXT NOT NULL,             -- first day on which it no longer holds
  stated         TEXT NOT NULL,             -- status as the source states it
  repeals        TEXT NOT NULL,             -- JSON: documents it says it repeals
  clauses        INTEGER NOT NULL,          -- how many
  items          INTEGER NOT NULL           -- how many
);
CREATE INDEX contents_document ON contents (document);

-- The text of a content: UTF-8, clauses are slices of it.
CREATE TABLE texts (
  content INTEGER PRIMARY KEY REFERENCES contents (content),
  text    TEXT NOT NULL
);

-- The history of a document: which content it had when.
CREATE TABLE versions (
  document INTEGER NOT NULL REFERENCES documents (document),
  number   INTEGER NOT NULL,                -- from 1
  content  INTEGER NOT NULL REFERENCES contents (content),
  url      TEXT NOT NULL,                   -- the source that brought it
  seen     TEXT NOT NULL,                   -- when
  PRIMARY KEY (document, number)
) WITHOUT ROWID;

-- The clause tree of a content, in document order. Offsets are half open.
-- The path for readers is made from numbers and headings of the ancestors.
CREATE TABLE clauses (
  content    INTEGER NOT NULL REFERENCES contents (content),
  ord        INTEGER NOT NULL,              -- from 0
  id         TEXT NOT NULL,                 -- a31.p2
  level      TEXT NOT NULL,                 -- part chapter section article paragraph item subitem outline
  role       TEXT NOT NULL,                 -- title front toc body signature annex
  number     TEXT NOT NULL,                 -- 第三十一条
  heading    TEXT NOT NULL,
  parent     INTEGER NOT NULL,              -- ord of the enclosing clause, -1 at the top
  start      INTEGER NOT NULL,              -- in Unicode code points
  "end"      INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,              -- in bytes of UTF-8
  end_byte   INTEGER NOT NULL,
  PRIMARY KEY (content, ord)
) WITHOUT ROWID;

-- Catalogue items of a content, in document order.
CREATE TABLE items (
  content INTEGER NOT NULL REFERENCES contents (content),
  ord     INTEGER NOT NULL,
  region  TEXT NOT NULL,
  year    INTEGER NOT NULL,
  code    TEXT NOT NULL,
  name    TEXT NOT NULL,
  level   INTEGER NOT NULL,                 -- tier, 1 outermost, 0 not known
  parent  TEXT NOT NULL,
  note    TEXT NOT NULL,
  PRIMARY KEY (content, ord)
) WITHOUT ROWID;

-- contents.repeals of current versions, spread out for joins.
CREATE TABLE repeals (
  document   INTEGER NOT NULL REFERENCES documents (document),
  ord        INTEGER NOT NULL,
  title_key  TEXT NOT NULL,
  doc_number TEXT NOT NULL,
  issued     TEXT NOT NULL,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;
CREATE INDEX repeals_title ON repeals (title_key);

-- Where a document was seen. A place belongs to one document at a time; when
-- it turns to another, the old row stays and counts as moved.
CREATE TABLE sources (
  source     INTEGER PRIMARY KEY,
  url        TEXT NOT NULL,                 -- file:// for an imported file
  document   INTEGER NOT NULL REFERENCES documents (document),
  content    INTEGER NOT NULL REFERENCES contents (content), -- last seen there
  status     TEXT NOT NULL,                 -- live, gone
  moved      INTEGER NOT NULL DEFAULT 0,    -- 0, or source where the place has moved on
  first_seen TEXT NOT NULL,
  last_seen  TEXT NOT NULL,
  headers    TEXT NOT NULL DEFAULT '{}',    -- JSON object: what the server said
  UNIQUE (document, url),
  UNIQUE (url, moved)
);

-- Documents as they are now, for SQL by hand.
CREATE VIEW current AS
  SELECT d.id, d.version, c.sha256, c.title, c.doc_number, c.issuers, c.region, c.region_name, c.kind,
         c.issued, c.published, c.amended, c.effective, c.expires,
         c.stated, d.derived_status, d.status_by, d.status_from, c.clauses, c.items, t.text
  FROM documents d JOIN contents c USING (content) JOIN texts t USING (content);

-- Clauses of current versions with their text, for SQL by hand.
CREATE VIEW clause_texts AS
  SELECT d.id AS document_id, k.ord, k.id, k.level, k.role, k.number, k.heading,
         substr(t.text, k.start + 1, k."end" - k.start) AS text
  FROM documents d JOIN clauses k USING (content) JOIN texts t USING (content);
