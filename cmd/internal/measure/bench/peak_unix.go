//go:build unix

package main

import (
	"os/exec"
	"runtime"
	"syscall"
)

// peakMB is the most memory a finished process had resident, in megabytes.
func peakMB(cmd *exec.Cmd) float64 {
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	unit := 1e3 // Linux counts kilobytes
	if runtime.GOOS == "darwin" {
		unit = 1e6
	}
	return float64(usage.Maxrss) / unit
}
