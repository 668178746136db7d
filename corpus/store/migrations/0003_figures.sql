-- Schema 3: where catalogue items stand, the figures that texts state, and which
-- generation of the reader made what is derived of a content.

ALTER TABLE contents ADD COLUMN reader INTEGER NOT NULL DEFAULT 0;

ALTER TABLE items ADD COLUMN number     TEXT    NOT NULL DEFAULT ''; -- label or running number of an item without code
ALTER TABLE items ADD COLUMN tier_name  TEXT    NOT NULL DEFAULT ''; -- what the catalogue calls the tier
ALTER TABLE items ADD COLUMN parent_ord INTEGER NOT NULL DEFAULT 0;  -- ord + 1 of the item above, 0 at the top
ALTER TABLE items ADD COLUMN tab        INTEGER NOT NULL DEFAULT 0;  -- table of the document, from 1; 0 for running text
ALTER TABLE items ADD COLUMN tab_row    INTEGER NOT NULL DEFAULT 0;  -- row of the table or sheet, from 1
ALTER TABLE items ADD COLUMN page       INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN sheet      TEXT    NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN start      INTEGER NOT NULL DEFAULT 0;  -- the row or line in the text, in code points
ALTER TABLE items ADD COLUMN "end"      INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN start_byte INTEGER NOT NULL DEFAULT 0;
ALTER TABLE items ADD COLUMN end_byte   INTEGER NOT NULL DEFAULT 0;

-- Counts that the text of a content states: 四大类20大项77小项.
CREATE TABLE counts (
  content    INTEGER NOT NULL REFERENCES contents (content),
  ord        INTEGER NOT NULL,
  subject    TEXT NOT NULL,
  year       INTEGER NOT NULL,              -- 0 when the text names none
  year_to    INTEGER NOT NULL,
  tier       INTEGER NOT NULL,              -- 1 outermost, 0 not known
  tier_name  TEXT NOT NULL,
  count      INTEGER NOT NULL,
  count_to   INTEGER NOT NULL,              -- upper end of a range, 0 for none
  approx     INTEGER NOT NULL,              -- 1 for about so many
  change     TEXT NOT NULL,                 -- '' a total, added, removed
  former     INTEGER NOT NULL,              -- 1 for the total that a change replaced
  clause     TEXT NOT NULL,                 -- id of the clause that holds it
  start      INTEGER NOT NULL,              -- the quotation, in code points
  "end"      INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte   INTEGER NOT NULL,
  PRIMARY KEY (content, ord)
) WITHOUT ROWID;

-- Thresholds, standards of support and sums spent that the text states.
CREATE TABLE amounts (
  content    INTEGER NOT NULL REFERENCES contents (content),
  ord        INTEGER NOT NULL,
  kind       TEXT NOT NULL,                 -- limit, open_tender, support, spending, cap
  object     TEXT NOT NULL,                 -- goods, services, works, '' when none is named
  scope      TEXT NOT NULL,                 -- 省级, 县级
  service    TEXT NOT NULL,
  "group"    TEXT NOT NULL,
  grade      TEXT NOT NULL,
  year       INTEGER NOT NULL,
  year_to    INTEGER NOT NULL,
  fen        INTEGER NOT NULL,              -- hundredths of 元
  fen_to     INTEGER NOT NULL,              -- upper end of a range, 0 for none
  approx     INTEGER NOT NULL,
  unit       TEXT NOT NULL,                 -- 元, 元/人·月
  bound      TEXT NOT NULL,                 -- '' exact, min, max
  clause     TEXT NOT NULL,
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte   INTEGER NOT NULL,
  PRIMARY KEY (content, ord)
) WITHOUT ROWID;
