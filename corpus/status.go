package corpus

// Status is a document's 时效性. It is always "as of" a date.
type Status string

// The statuses, by the words of the national law database.
const (
	StatusInForce        Status = "in_force"        // 现行有效
	StatusNotYet         Status = "not_yet"         // 尚未生效
	StatusAmended        Status = "amended"         // 已被修改
	StatusPartlyRepealed Status = "partly_repealed" // 部分失效
	StatusRepealed       Status = "repealed"        // 失效, 废止
	StatusUnknown        Status = "unknown"         // 未知: no source says
)

// Statuses lists every status, in the order of DESIGN.
func Statuses() []Status {
	return []Status{StatusInForce, StatusNotYet, StatusAmended, StatusPartlyRepealed, StatusRepealed, StatusUnknown}
}

// Chinese is the status in the words of the national law database.
func (s Status) Chinese() string {
	switch s {
	case StatusInForce:
		return "现行有效"
	case StatusNotYet:
		return "尚未生效"
	case StatusAmended:
		return "已被修改"
	case StatusPartlyRepealed:
		return "部分失效"
	case StatusRepealed:
		return "失效/废止"
	}
	return "未知"
}

// StatusAsOf derives the status on a day from what is known of the document:
// stated is what a source says of it (unknown if none does). A day before
// effective is "not yet", a day on or after expires is "repealed"; otherwise
// the source's word stands, and without one the status stays unknown: text
// alone does not prove that a rule is still in force.
func StatusAsOf(stated Status, effective, expires, day Date) Status {
	if expires.Complete() && !day.Before(expires) {
		return StatusRepealed
	}
	if effective.Complete() && day.Before(effective) {
		return StatusNotYet
	}
	if stated == "" || stated == StatusNotYet {
		return StatusUnknown
	}
	return stated
}
