// Package query reads what a person types into the search box and says how it
// was understood.
//
// # Syntax
//
//	采购 质疑              words: clauses with all of them first, with most of them after
//	"不得少于二十日"        a phrase: exactly these characters (also “…” and 「…」)
//	-招标                  not: no clause with this word in text, heading or title
//	询价 OR 单一来源        either (also |); OR binds closer than a space
//	(质疑 OR 投诉) 期限     parentheses group, at the beginning of a word
//	第31条                 the article: 31条, 第三十一条, 第 三十一 条 and 第31条之一 alike
//	政府采购法 22           a law by its name or a short form, with an article
//	税                     a single character works too
//
// Fields, with : or ： and an optional phrase as value; all narrow the result:
//
//	title:  标题  名称      words of the title
//	number: 文号           the document number, or a part of it
//	region: 地区  地域      a place by name or GB/T 2260 code, with all inside it
//	kind:   类型           rule catalogue report other, or 法规 目录 报告 其他
//	status: 时效 时效性     in_force … unknown, or 现行有效 已被修改 失效 …
//	chapter: 章 章节        words of the chapter or section heading
//	article: 条 条文        the article number
//	from: to:  自 至 起 止  first and last day: 2015, 2015-03 or 2015-03-01
//
// Full-width letters, digits, spaces and signs mean the same as half-width
// ones. Parse never fails: what cannot be used (an unknown place, an unclosed
// quotation mark, words beyond the limits) is left out and reported in
// Query.Ignored.
//
// # Understanding
//
// Understand then reads the words as a question about law: the name of a law,
// an article number, a place, a definition that is asked for, question words
// that no statute contains, and everyday words for which statutes have their
// own. The word lists are the tables under lexicon/, one line an entry; they
// hold the language of procurement law and of drafting in general.
//
// Invariant: this package sees no documents. What it must know of them (the
// names of laws) comes in through the Names interface.
package query
