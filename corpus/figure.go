package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// Span is a place in a document's text: a verbatim quotation and its offsets.
type Span struct {
	// Clause is the ID of the innermost clause that holds the quotation, "" when
	// none does.
	Clause string `json:"clause"`
	// Quote is the text at the offsets, verbatim.
	Quote string `json:"quote"`
	// Start and End are the offsets in runes, End exclusive; StartByte and
	// EndByte the same in bytes of UTF-8.
	Start     int `json:"start"`
	End       int `json:"end"`
	StartByte int `json:"start_byte"`
	EndByte   int `json:"end_byte"`
}

// Change says how a StatedCount relates to the catalogue it speaks of.
type Change string

// The changes.
const (
	ChangeNone    Change = ""        // a total
	ChangeAdded   Change = "added"   // 新增, 增加
	ChangeRemoved Change = "removed" // 删除, 取消, 减少, 调减
)

// StatedCount is a count that a document's prose states: 四大类20大项77小项,
// 新增32小项. The quotation is the count itself with its tier, so each count of
// such a series is a record of its own.
type StatedCount struct {
	// Subject is what is counted, as near as the text says: the catalogue
	// (某市政府购买服务目录), its class after "·" where one is named (货物类), ""
	// when the text does not say.
	Subject string `json:"subject"`
	// Year is the year that the text names for the count, YearTo the last one of
	// a range; 0 when it names none.
	Year   int `json:"year"`
	YearTo int `json:"year_to"`
	// Tier is the tier counted, 1 outermost, 0 when the text does not tell. Tiers
	// named together are numbered in their order (大类, 大项, 小项; 类, 款, 项);
	// 一级, 二级, 三级 say it themselves; 大类, 中类, 小类, 小项 imply it.
	Tier int `json:"tier"`
	// TierName is the tier as the text calls it: 大类, 小项, 二级目录.
	TierName string `json:"tier_name"`
	// Count is the number stated, CountTo the upper end of a range (20至30项), 0
	// for none.
	Count   int `json:"count"`
	CountTo int `json:"count_to"`
	// Approx marks counts stated as about so many: 余, 多, 近, 约.
	Approx bool `json:"approx"`
	// Change tells totals from changes against the catalogue before.
	Change Change `json:"change"`
	// Former marks the total that a change replaced (原有77项): it is that of an
	// earlier year, which the text need not name.
	Former bool `json:"former"`
	Span
}

// AmountKind says what a StatedAmount is for.
type AmountKind string

// The kinds of amounts. Others, fines above all, are not recorded.
const (
	AmountLimit      AmountKind = "limit"       // 采购限额标准, 分散采购限额
	AmountOpenTender AmountKind = "open_tender" // 公开招标数额标准
	AmountSupport    AmountKind = "support"     // 补贴, 资助 per person and time
	AmountSpending   AmountKind = "spending"    // sums spent or put in
	AmountCap        AmountKind = "cap"         // 最高限价
)

// AmountKinds lists every kind of amount.
func AmountKinds() []AmountKind {
	return []AmountKind{AmountLimit, AmountOpenTender, AmountSupport, AmountSpending, AmountCap}
}

// Yuan writes an amount in 分 as 元, exact and without zeros at the end:
// 207058 is 2070.58.
func Yuan(fen int64) string {
	sign := ""
	if fen < 0 {
		sign, fen = "-", -fen
	}
	s := sign + strconv.FormatInt(fen/100, 10)
	if fen%100 == 0 {
		return s
	}
	return strings.TrimSuffix(s+"."+fmt.Sprintf("%02d", fen%100), "0")
}

// Bound says on which side of an amount the rule holds.
type Bound string

// The bounds.
const (
	BoundExact Bound = ""
	BoundMin   Bound = "min" // 以上, 达到, 不低于
	BoundMax   Bound = "max" // 以下, 不超过
)

// StatedAmount is a sum of money that a document states as a procurement
// threshold, a standard of support or a sum spent. Where one number speaks for
// several objects (货物、服务50万元) there is one record each, with one quotation.
type StatedAmount struct {
	Kind AmountKind `json:"kind"`
	// Object is goods, services or works, "" when the text names none.
	Object string `json:"object"`
	// Scope narrows the place as the text says: 中央预算单位, 省级, 县级.
	Scope string `json:"scope"`
	// Service is what is supported (居家养老服务补贴), Group who receives it
	// (60岁以上困难老人), Grade the grade (轻, 中, 重): as the text says, "" when it
	// does not, and for the other kinds.
	Service string `json:"service"`
	Group   string `json:"group"`
	Grade   string `json:"grade"`
	// Year is the first year that the text names for the amount, YearTo the last
	// one; 0 when it names none. 截至2014年 gives a YearTo without Year.
	Year   int `json:"year"`
	YearTo int `json:"year_to"`
	// Fen is the amount in 分 (hundredths of 元), FenTo the upper end of a range
	// (200元-400元), 0 for none.
	Fen   int64 `json:"fen"`
	FenTo int64 `json:"fen_to"`
	// Approx marks sums stated as about so much: 余, 多, 近, 约.
	Approx bool `json:"approx"`
	// Unit is what one amount covers: 元, 元/人·月, 元/人·年, 元/人·天.
	Unit  string `json:"unit"`
	Bound Bound  `json:"bound"`
	Span
}
