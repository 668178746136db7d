//go:build !unix

package sandbox

import (
	"os"
	"os/exec"
)

// There are no process groups and no limits of this kind here; the watch over
// memory and the time remain.
func limitProcess() {}

func group(*exec.Cmd) {}

func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }

func killed(*os.ProcessState) bool { return false }
