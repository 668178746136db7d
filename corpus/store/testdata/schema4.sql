PRAGMA application_id = 1685416290;
PRAGMA user_version = 4;
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE jurisdictions (
  code   TEXT PRIMARY KEY,          -- 310106
  name   TEXT NOT NULL,             -- 静安区
  short  TEXT NOT NULL,             -- 静安
  level  TEXT NOT NULL,             -- national, province, prefecture, county
  parent TEXT NOT NULL              -- code one level up, '' for the state
) WITHOUT ROWID;
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
, reader INTEGER NOT NULL DEFAULT 0);
CREATE INDEX contents_document ON contents (document);
CREATE TABLE texts (
  content INTEGER PRIMARY KEY REFERENCES contents (content),
  text    TEXT NOT NULL
);
CREATE TABLE versions (
  document INTEGER NOT NULL REFERENCES documents (document),
  number   INTEGER NOT NULL,                -- from 1
  content  INTEGER NOT NULL REFERENCES contents (content),
  url      TEXT NOT NULL,                   -- the source that brought it
  seen     TEXT NOT NULL,                   -- when
  PRIMARY KEY (document, number)
) WITHOUT ROWID;
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
CREATE TABLE items (
  content INTEGER NOT NULL REFERENCES contents (content),
  ord     INTEGER NOT NULL,
  region  TEXT NOT NULL,
  year    INTEGER NOT NULL,
  code    TEXT NOT NULL,
  name    TEXT NOT NULL,
  level   INTEGER NOT NULL,                 -- tier, 1 outermost, 0 not known
  parent  TEXT NOT NULL,
  note    TEXT NOT NULL, number     TEXT    NOT NULL DEFAULT '', tier_name  TEXT    NOT NULL DEFAULT '', parent_ord INTEGER NOT NULL DEFAULT 0, tab        INTEGER NOT NULL DEFAULT 0, tab_row    INTEGER NOT NULL DEFAULT 0, page       INTEGER NOT NULL DEFAULT 0, sheet      TEXT    NOT NULL DEFAULT '', start      INTEGER NOT NULL DEFAULT 0, "end"      INTEGER NOT NULL DEFAULT 0, start_byte INTEGER NOT NULL DEFAULT 0, end_byte   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (content, ord)
) WITHOUT ROWID;
CREATE TABLE repeals (
  document   INTEGER NOT NULL REFERENCES documents (document),
  ord        INTEGER NOT NULL,
  title_key  TEXT NOT NULL,
  doc_number TEXT NOT NULL,
  issued     TEXT NOT NULL,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;
CREATE INDEX repeals_title ON repeals (title_key);
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
CREATE VIEW current AS
  SELECT d.id, d.version, c.sha256, c.title, c.doc_number, c.issuers, c.region, c.region_name, c.kind,
         c.issued, c.published, c.amended, c.effective, c.expires,
         c.stated, d.derived_status, d.status_by, d.status_from, c.clauses, c.items, t.text
  FROM documents d JOIN contents c USING (content) JOIN texts t USING (content);
CREATE VIEW clause_texts AS
  SELECT d.id AS document_id, k.ord, k.id, k.level, k.role, k.number, k.heading,
         substr(t.text, k.start + 1, k."end" - k.start) AS text
  FROM documents d JOIN clauses k USING (content) JOIN texts t USING (content);
CREATE TABLE crawls (
  target  TEXT PRIMARY KEY,
  run     INTEGER NOT NULL,         -- counts from 1
  options TEXT NOT NULL,            -- digest of what chooses the jobs
  started TEXT NOT NULL,
  ended   TEXT NOT NULL             -- '' while the run is unfinished
) WITHOUT ROWID;
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
CREATE TABLE kept (
  sha256 TEXT PRIMARY KEY,
  size   INTEGER NOT NULL
) WITHOUT ROWID;
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
INSERT INTO meta VALUES ('created', '2026-05-01T12:00:00Z');
INSERT INTO meta VALUES ('uuid', '98b0a1ca19f51122a525a54e098db2e2');
INSERT INTO documents VALUES (1, '4m7suufmvdls', 2, 2, '某市采购办法之1', '', '', '', 2);
INSERT INTO documents VALUES (2, 'q2f3cnrjsrpm', 1, 3, '某市采购办法之2', '', '', '', 3);
INSERT INTO documents VALUES (3, '4bijtl3t5few', 1, 4, '乙条例', 'repealed', 'plicbsfl7gpq', '1999-10-01', 6);
INSERT INTO documents VALUES (4, 'plicbsfl7gpq', 1, 5, '丙法', '', '', '', 5);
INSERT INTO contents VALUES (1, 1, 'e33f2a50aca8d7242ba8f69363df2c50c7262b570e8e906167ed6872c1573c88', 999, 'file:///rules/1.txt', '', 'text/plain', 'utf-8', '某市采购办法之1', '', '["某市财政局"]', '310000', '上海市', 'rule', '2004-09-25', '', '', '', '', '', 'unknown', '[]', 10, 2, 3);
INSERT INTO contents VALUES (2, 1, '59de06680f1af354baa7ea7def06bf54a1deaca8f8f18505002c7ca2cfd2b618', 882, 'file:///rules/1.txt', '', 'text/plain', 'utf-8', '某市采购办法之1', '', '["某市财政局"]', '310000', '上海市', 'rule', '1996-05-16', '', '', '', '', '', 'unknown', '[]', 10, 2, 3);
INSERT INTO contents VALUES (3, 2, '868bb13629945ec1da1dbf6b394eff1af36214c6305977cbbc955f7b5538655f', 406, 'file:///rules/2.txt', '310106', 'text/plain', 'utf-8', '某市采购办法之2', '', '["某市财政局"]', '310000', '上海市', 'rule', '2021-05-01', '', '', '', '', '', 'unknown', '[]', 7, 2, 3);
INSERT INTO contents VALUES (4, 3, 'e05099af73e9496c6d4144649c12e99a7a7640f1255d60e0f146227aee60f44f', 230, 'u:乙条例1990-12-24', '', 'text/plain', 'utf-8', '乙条例', '', '["某市财政局"]', '310000', '上海市', 'rule', '1990-12-24', '', '', '', '', '', 'unknown', '[]', 7, 2, 3);
INSERT INTO contents VALUES (5, 4, '7ad020c8abf99f0de6be7e13f65afa90258c195029108a7a979f4db399cb6b41', 267, 'u:丙法1999-04-29', '', 'text/plain', 'utf-8', '丙法', '', '["某市财政局"]', '310000', '上海市', 'rule', '1999-04-29', '', '', '1999-10-01', '', '', 'unknown', '[{"title":"乙条例","issued":null}]', 7, 2, 3);
INSERT INTO texts VALUES (1, '第1章 总则
应果接程受审应并程开督公集采结当按公的的规布按公内受照规应审采应当在布公的定规公在照规受督集在结供规果定当果期评并应规购评程在开评并并开定监规采规按受内应序审。
的果应接开照内规按定应定程开规受规监购按征序按接序供在人期期结征受受当布监开供应商当应督在监在布人购并采。
采的规当人结限照程布程并照定规公程集评在果定规集集程督评限规集。
定商审照评在公督征当的开公照购规人供公应并公公序结在定集集定应商接公监的接采审接评照定程定按采内采审布。
规公限内供定应期定审公采限内结在内购程序期序按序开开程人接接受内监果序公公受照结接征内当监的限定购按的程督公开监采应结审程的当人规接当购照公布期接结征人应应。
在集受的人公照督的监在规限照并当接购并审规程期结评期征在的。
');
INSERT INTO texts VALUES (2, '第1章 总则
定评评定购应供当照期供受当征评公商人序购期规采公内公审监供规限商采定监内应开接结开内购定集受在接审审接期程当规监结监供并征公评当定审。
公审布结公内应规公按程定应征定结照在程规的序并规督督程征审布公接征照采的评序应应公果集应受评在并应采序督内。
内人审审受照监限定供受人限的并结定在当内接集集布受果内定布按征接果审按程定程公商当集购监审购征果开。
征公商布果评购督应商定审征商供公规采在征应征的集接定按定集人应的并应督内监期督购照公规督商规集并审的公序期受审购当。
按的开应督公程公内受按征人序序购商评规人公按评。
接期集在供结的内果结期规购供当督当人购结的开结布并审商定应受程人供。
');
INSERT INTO texts VALUES (3, '第1章 总则
购供开人供开商征督期商照内监序采购程结受程审按。
限商商开的照应集定当布限期在采采照公受监的公定。
结应商当督程公人限程商规限并接定规规公规审商的审集按规序果公接规在内公果布在供应开内内开评布受供征限按征监内接结应照序。
定限照定果按的在商商规供序评购监定照征集。
');
INSERT INTO texts VALUES (4, '第1章 总则
应果接程受审应并程开督公集采结当按公的的规布按公内受照规应审采应当在布公的定规公在照规受督集在结供规果定当果期评并应规购评程在开评并并开定监规采规按受内应序审。
的果应接开照内规按定应定程开规受规监购按征序按接序供在人期期结征受受当布监开供应商当应督在监在布人购并采。
采的规当人结限照程布程并照定规公程集评在果定规集集程督评限规集。
定商审照评在公督征当的开公照购规人供公应并公公序结在定集集定应商接公监的接采审接评照定程定按采内采审布。
');
INSERT INTO texts VALUES (5, '第1章 总则
应果接程受审应并程开督公集采结当按公的的规布按公内受照规应审采应当在布公的定规公在照规受督集在结供规果定当果期评并应规购评程在开评并并开定监规采规按受内应序审。
的果应接开照内规按定应定程开规受规监购按征序按接序供在人期期结征受受当布监开供应商当应督在监在布人购并采。
采的规当人结限照程布程并照定规公程集评在果定规集集程督评限规集。
定商审照评在公督征当的开公照购规人供公应并公公序结在定集集定应商接公监的接采审接评照定程定按采内采审布。
');
INSERT INTO versions VALUES (1, 1, 1, 'file:///rules/1.txt', '2026-05-01T12:00:00Z');
INSERT INTO versions VALUES (1, 2, 2, 'file:///rules/1.txt', '2026-05-01T12:00:00Z');
INSERT INTO versions VALUES (2, 1, 3, 'file:///rules/2.txt', '2026-05-01T12:00:00Z');
INSERT INTO versions VALUES (3, 1, 4, 'u:乙条例1990-12-24', '2026-05-01T12:00:00Z');
INSERT INTO versions VALUES (4, 1, 5, 'u:丙法1999-04-29', '2026-05-01T12:00:00Z');
INSERT INTO clauses VALUES (1, 0, 'c1', 'chapter', 'body', '第1章', '总则', -1, 0, 6, 0, 14);
INSERT INTO clauses VALUES (1, 1, 'a1', 'article', 'body', '第1条', '', 0, 7, 141, 15, 415);
INSERT INTO clauses VALUES (1, 2, 'a1.p1', 'paragraph', 'body', '第1款', '', 1, 7, 87, 15, 255);
INSERT INTO clauses VALUES (1, 3, 'a1.p2', 'paragraph', 'body', '第2款', '', 1, 88, 141, 256, 415);
INSERT INTO clauses VALUES (1, 4, 'a2', 'article', 'body', '第2条', '', 0, 142, 227, 416, 669);
INSERT INTO clauses VALUES (1, 5, 'a2.p1', 'paragraph', 'body', '第1款', '', 4, 142, 174, 416, 512);
INSERT INTO clauses VALUES (1, 6, 'a2.p2', 'paragraph', 'body', '第2款', '', 4, 175, 227, 513, 669);
INSERT INTO clauses VALUES (1, 7, 'a3', 'article', 'body', '第3条', '', 0, 228, 338, 670, 998);
INSERT INTO clauses VALUES (1, 8, 'a3.p1', 'paragraph', 'body', '第1款', '', 7, 228, 307, 670, 907);
INSERT INTO clauses VALUES (1, 9, 'a3.p2', 'paragraph', 'body', '第2款', '', 7, 308, 338, 908, 998);
INSERT INTO clauses VALUES (2, 0, 'c1', 'chapter', 'body', '第1章', '总则', -1, 0, 6, 0, 14);
INSERT INTO clauses VALUES (2, 1, 'a1', 'article', 'body', '第1条', '', 0, 7, 129, 15, 379);
INSERT INTO clauses VALUES (2, 2, 'a1.p1', 'paragraph', 'body', '第1款', '', 1, 7, 74, 15, 216);
INSERT INTO clauses VALUES (2, 3, 'a1.p2', 'paragraph', 'body', '第2款', '', 1, 75, 129, 217, 379);
INSERT INTO clauses VALUES (2, 4, 'a2', 'article', 'body', '第2条', '', 0, 130, 239, 380, 705);
INSERT INTO clauses VALUES (2, 5, 'a2.p1', 'paragraph', 'body', '第1款', '', 4, 130, 180, 380, 530);
INSERT INTO clauses VALUES (2, 6, 'a2.p2', 'paragraph', 'body', '第2款', '', 4, 181, 239, 531, 705);
INSERT INTO clauses VALUES (2, 7, 'a3', 'article', 'body', '第3条', '', 0, 240, 299, 706, 881);
INSERT INTO clauses VALUES (2, 8, 'a3.p1', 'paragraph', 'body', '第1款', '', 7, 240, 264, 706, 778);
INSERT INTO clauses VALUES (2, 9, 'a3.p2', 'paragraph', 'body', '第2款', '', 7, 265, 299, 779, 881);
INSERT INTO clauses VALUES (3, 0, 'c1', 'chapter', 'body', '第1章', '总则', -1, 0, 6, 0, 14);
INSERT INTO clauses VALUES (3, 1, 'a1', 'article', 'body', '第1条', '', 0, 7, 56, 15, 160);
INSERT INTO clauses VALUES (3, 2, 'a1.p1', 'paragraph', 'body', '第1款', '', 1, 7, 31, 15, 87);
INSERT INTO clauses VALUES (3, 3, 'a1.p2', 'paragraph', 'body', '第2款', '', 1, 32, 56, 88, 160);
INSERT INTO clauses VALUES (3, 4, 'a2', 'article', 'body', '第2条', '', 0, 57, 139, 161, 405);
INSERT INTO clauses VALUES (3, 5, 'a2.p1', 'paragraph', 'body', '第1款', '', 4, 57, 117, 161, 341);
INSERT INTO clauses VALUES (3, 6, 'a2.p2', 'paragraph', 'body', '第2款', '', 4, 118, 139, 342, 405);
INSERT INTO clauses VALUES (4, 0, 'c1', 'chapter', 'body', '第1章', '总则', -1, 0, 6, 0, 14);
INSERT INTO clauses VALUES (4, 1, 'a1', 'article', 'body', '第1条', '', 0, 7, 141, 15, 415);
INSERT INTO clauses VALUES (4, 2, 'a1.p1', 'paragraph', 'body', '第1款', '', 1, 7, 87, 15, 255);
INSERT INTO clauses VALUES (4, 3, 'a1.p2', 'paragraph', 'body', '第2款', '', 1, 88, 141, 256, 415);
INSERT INTO clauses VALUES (4, 4, 'a2', 'article', 'body', '第2条', '', 0, 142, 227, 416, 669);
INSERT INTO clauses VALUES (4, 5, 'a2.p1', 'paragraph', 'body', '第1款', '', 4, 142, 174, 416, 512);
INSERT INTO clauses VALUES (4, 6, 'a2.p2', 'paragraph', 'body', '第2款', '', 4, 175, 227, 513, 669);
INSERT INTO clauses VALUES (5, 0, 'c1', 'chapter', 'body', '第1章', '总则', -1, 0, 6, 0, 14);
INSERT INTO clauses VALUES (5, 1, 'a1', 'article', 'body', '第1条', '', 0, 7, 141, 15, 415);
INSERT INTO clauses VALUES (5, 2, 'a1.p1', 'paragraph', 'body', '第1款', '', 1, 7, 87, 15, 255);
INSERT INTO clauses VALUES (5, 3, 'a1.p2', 'paragraph', 'body', '第2款', '', 1, 88, 141, 256, 415);
INSERT INTO clauses VALUES (5, 4, 'a2', 'article', 'body', '第2条', '', 0, 142, 227, 416, 669);
INSERT INTO clauses VALUES (5, 5, 'a2.p1', 'paragraph', 'body', '第1款', '', 4, 142, 174, 416, 512);
INSERT INTO clauses VALUES (5, 6, 'a2.p2', 'paragraph', 'body', '第2款', '', 4, 175, 227, 513, 669);
INSERT INTO items VALUES (1, 0, '310000', 2015, 'A01', '公共服务', 1, '', '', '', '', 0, 0, 0, 0, '', 0, 0, 0, 0);
INSERT INTO items VALUES (1, 1, '310000', 2015, 'A0101', '教育', 2, 'A01', '含学前', '1.', '小类', 1, 1, 3, 2, '甲', 1, 5, 3, 11);
INSERT INTO items VALUES (2, 0, '310000', 2015, 'A01', '公共服务', 1, '', '', '', '', 0, 0, 0, 0, '', 0, 0, 0, 0);
INSERT INTO items VALUES (2, 1, '310000', 2015, 'A0101', '教育', 2, 'A01', '含学前', '1.', '小类', 1, 1, 3, 2, '甲', 1, 5, 3, 11);
INSERT INTO items VALUES (3, 0, '310000', 2015, 'A01', '公共服务', 1, '', '', '', '', 0, 0, 0, 0, '', 0, 0, 0, 0);
INSERT INTO items VALUES (3, 1, '310000', 2015, 'A0101', '教育', 2, 'A01', '含学前', '1.', '小类', 1, 1, 3, 2, '甲', 1, 5, 3, 11);
INSERT INTO items VALUES (4, 0, '310000', 2015, 'A01', '公共服务', 1, '', '', '', '', 0, 0, 0, 0, '', 0, 0, 0, 0);
INSERT INTO items VALUES (4, 1, '310000', 2015, 'A0101', '教育', 2, 'A01', '含学前', '1.', '小类', 1, 1, 3, 2, '甲', 1, 5, 3, 11);
INSERT INTO items VALUES (5, 0, '310000', 2015, 'A01', '公共服务', 1, '', '', '', '', 0, 0, 0, 0, '', 0, 0, 0, 0);
INSERT INTO items VALUES (5, 1, '310000', 2015, 'A0101', '教育', 2, 'A01', '含学前', '1.', '小类', 1, 1, 3, 2, '甲', 1, 5, 3, 11);
INSERT INTO repeals VALUES (4, 0, '乙条例', '', '');
INSERT INTO sources VALUES (1, 'file:///rules/1.txt', 1, 2, 'live', 0, '2026-05-01T12:00:00Z', '2026-05-01T12:00:00Z', '{}');
INSERT INTO sources VALUES (2, 'https://example.cn/1.html', 1, 1, 'gone', 0, '2026-05-01T12:00:00Z', '2026-05-01T12:00:00Z', '{"ETag":"\"1\""}');
INSERT INTO sources VALUES (3, 'file:///rules/2.txt', 2, 3, 'live', 0, '2026-05-01T12:00:00Z', '2026-05-01T12:00:00Z', '{}');
INSERT INTO sources VALUES (4, 'u:乙条例1990-12-24', 3, 4, 'live', 0, '2026-05-01T12:00:00Z', '2026-05-01T12:00:00Z', '{}');
INSERT INTO sources VALUES (5, 'u:丙法1999-04-29', 4, 5, 'live', 0, '2026-05-01T12:00:00Z', '2026-05-01T12:00:00Z', '{}');
INSERT INTO crawls VALUES ('https://example.cn/', 1, '', '2026-05-01T12:00:00Z', '');
INSERT INTO frontier VALUES (1, 'https://example.cn/', 'https://example.cn/', 1, 'example.cn', 'list', 2, 0, '', '{}', 'parsed', '', 0, NULL, '', '"2"', '');
INSERT INTO frontier VALUES (2, 'https://example.cn/', 'https://example.cn/2.html', 1, 'example.cn', 'article', 1, 0, '', '{}', 'queued', '', 0, 0, '', '', '');
INSERT INTO attachments VALUES (1, 'https://example.cn/a.doc', 0, 'a.doc', 'application/msword', '139d544b821b13ebea14f1b0fe18577222e415c2966e3a3511c4196055232202', NULL);
INSERT INTO kept VALUES ('139d544b821b13ebea14f1b0fe18577222e415c2966e3a3511c4196055232202', 3);
INSERT INTO counts VALUES (1, 0, '目录', 2015, 2016, 2, '小类', 20, 30, 1, 'added', 1, 'c1', 0, 4, 0, 8);
INSERT INTO counts VALUES (2, 0, '目录', 2015, 2016, 2, '小类', 20, 30, 1, 'added', 1, 'c1', 0, 4, 0, 8);
INSERT INTO counts VALUES (3, 0, '目录', 2015, 2016, 2, '小类', 20, 30, 1, 'added', 1, 'c1', 0, 4, 0, 8);
INSERT INTO counts VALUES (4, 0, '目录', 2015, 2016, 2, '小类', 20, 30, 1, 'added', 1, 'c1', 0, 4, 0, 8);
INSERT INTO counts VALUES (5, 0, '目录', 2015, 2016, 2, '小类', 20, 30, 1, 'added', 1, 'c1', 0, 4, 0, 8);
INSERT INTO amounts VALUES (1, 0, 'support', 'services', '市级', '补贴', '老人', '轻', 2015, 2016, 15000, 20000, 1, '元/人·月', 'min', 'c1', 1, 3, 3, 7);
INSERT INTO amounts VALUES (2, 0, 'support', 'services', '市级', '补贴', '老人', '轻', 2015, 2016, 15000, 20000, 1, '元/人·月', 'min', 'c1', 1, 3, 3, 7);
INSERT INTO amounts VALUES (3, 0, 'support', 'services', '市级', '补贴', '老人', '轻', 2015, 2016, 15000, 20000, 1, '元/人·月', 'min', 'c1', 1, 3, 3, 7);
INSERT INTO amounts VALUES (4, 0, 'support', 'services', '市级', '补贴', '老人', '轻', 2015, 2016, 15000, 20000, 1, '元/人·月', 'min', 'c1', 1, 3, 3, 7);
INSERT INTO amounts VALUES (5, 0, 'support', 'services', '市级', '补贴', '老人', '轻', 2015, 2016, 15000, 20000, 1, '元/人·月', 'min', 'c1', 1, 3, 3, 7);
INSERT INTO codings VALUES (1, 0, 'contract_signing_days', '30', '日', '注', 'contract_signing_days/1', 0.9);
INSERT INTO codings VALUES (2, 0, 'contract_signing_days', '30', '日', '注', 'contract_signing_days/1', 0.9);
INSERT INTO codings VALUES (3, 0, 'contract_signing_days', '30', '日', '注', 'contract_signing_days/1', 0.9);
INSERT INTO codings VALUES (4, 0, 'contract_signing_days', '30', '日', '注', 'contract_signing_days/1', 0.9);
INSERT INTO codings VALUES (5, 0, 'contract_signing_days', '30', '日', '注', 'contract_signing_days/1', 0.9);
INSERT INTO evidence VALUES (1, 0, 0, 'c1', '第一条', 0, 3, 0, 7);
INSERT INTO evidence VALUES (1, 0, 1, 'c1', '第一条', 2, 4, 4, 8);
INSERT INTO evidence VALUES (2, 0, 0, 'c1', '第一条', 0, 3, 0, 7);
INSERT INTO evidence VALUES (2, 0, 1, 'c1', '第一条', 2, 4, 4, 8);
INSERT INTO evidence VALUES (3, 0, 0, 'c1', '第一条', 0, 3, 0, 7);
INSERT INTO evidence VALUES (3, 0, 1, 'c1', '第一条', 2, 4, 4, 8);
INSERT INTO evidence VALUES (4, 0, 0, 'c1', '第一条', 0, 3, 0, 7);
INSERT INTO evidence VALUES (4, 0, 1, 'c1', '第一条', 2, 4, 4, 8);
INSERT INTO evidence VALUES (5, 0, 0, 'c1', '第一条', 0, 3, 0, 7);
INSERT INTO evidence VALUES (5, 0, 1, 'c1', '第一条', 2, 4, 4, 8);
