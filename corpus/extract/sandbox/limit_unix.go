//go:build unix

package sandbox

import (
	"os"
	"os/exec"
	"syscall"
)

// maxData bounds the private writable memory of a child and of each process that
// it starts, in bytes: a single huge request fails before it is made, where the
// watch over memory would be too late. It is above every limit of Options.
const maxData = 4 << 30

// limitProcess takes from a child what no reader needs. A system that knows no
// such limit does without.
func limitProcess() {
	_ = syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: maxData, Max: maxData})
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
}

// group puts a child into a process group of its own, so that what it starts can
// be ended with it and Ctrl-C reaches the parent alone.
func group(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func killGroup(cmd *exec.Cmd) {
	if syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) != nil {
		_ = cmd.Process.Kill() // it has ended already
	}
}

// killed reports a process that someone else killed: the system does so when
// memory runs out.
func killed(state *os.ProcessState) bool {
	ws, ok := state.Sys().(syscall.WaitStatus)
	return ok && ws.Signaled() && ws.Signal() == syscall.SIGKILL
}
