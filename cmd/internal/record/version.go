package record

import (
	"runtime"
	"runtime/debug"
)

// Unreleased is the version of a binary that no release tag names.
const Unreleased = "devel"

// Version is which program this is: the contract of version.
type Version struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

// Build reads what the Go tool stamped into the binary.
func Build() Version {
	v := Version{Version: Unreleased, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			v.Revision = s.Value
		}
	}
	return v
}
