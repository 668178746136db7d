-- Schema 2: what a crawl has still to do, and the files that belong to documents.

-- One row a crawl target: an address or a site's name.
CREATE TABLE crawls (
  target  TEXT PRIMARY KEY,
  run     INTEGER NOT NULL,         -- counts from 1
  options TEXT NOT NULL,            -- digest of what chooses the jobs
  started TEXT NOT NULL,
  ended   TEXT NOT NULL             -- '' while the run is unfinished
) WITHOUT ROWID;

-- One row an address of a target: what is to be fetched and what became of it.
CREATE TABLE frontier (
  job      INTEGER PRIMARY KEY,
  target   TEXT NOT NULL REFERENCES crawls (target),
  key      TEXT NOT NULL,           -- address without session and fragment; a mark of the body of a POST
  run      INTEGER NOT NULL,        -- the last run of the target that came upon it
  host     TEXT NOT NULL,
  role     TEXT NOT NULL,           -- start, list, article, attachment
  priority INTEGER NOT NULL,        -- 0 first
  list     INTEGER NOT NULL,        -- job of the first page of its list, 0 for none
  date     TEXT NOT NULL,           -- of the row that led to it, '' when not known
  detail   TEXT NOT NULL,           -- JSON: request, title, referring page, depth
  state    TEXT NOT NULL,           -- queued, leased, fetched, parsed, failed, skipped, gone
  reason   TEXT NOT NULL,           -- why it failed or was skipped
  attempts INTEGER NOT NULL,
  due      INTEGER,                 -- Unix milliseconds: when it may be leased; NULL for never again in this run
  place    TEXT NOT NULL,           -- source under which its document was stored last, '' for none
  etag     TEXT NOT NULL,           -- of the content that was stored last
  modified TEXT NOT NULL,
  UNIQUE (target, key)
);
CREATE INDEX frontier_due ON frontier (target, run, priority, job) WHERE due IS NOT NULL;

-- The files of a document. The bytes are in raw/, by sha256.
CREATE TABLE attachments (
  document   INTEGER NOT NULL REFERENCES documents (document),
  url        TEXT NOT NULL,
  ord        INTEGER NOT NULL,      -- from 0, in the order of the page
  name       TEXT NOT NULL,
  media_type TEXT NOT NULL,         -- '' while it was not fetched
  sha256     TEXT NOT NULL,         -- '' while it was not fetched
  file       INTEGER REFERENCES documents (document), -- the document made of it, NULL if it cannot be read
  PRIMARY KEY (document, url)
) WITHOUT ROWID;
CREATE INDEX attachments_url ON attachments (url);

-- Raw files that are kept although no document is made of them.
CREATE TABLE kept (
  sha256 TEXT PRIMARY KEY,
  size   INTEGER NOT NULL
) WITHOUT ROWID;
