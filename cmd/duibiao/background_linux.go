package main

import (
	"os"
	"strconv"
	"syscall"
)

// backgroundNice is the nice value of work that can wait: one part in thirty of a
// processor that is wanted elsewhere, all of one that is not.
const backgroundNice = 15

// background lets others go first: who searches does not wait for an import. On
// Linux each thread has its own priority (setpriority(2), Notes), and new ones take
// that of the thread which starts them.
func background() {
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return // slower searches meanwhile, nothing worse
	}
	for _, t := range threads {
		if id, err := strconv.Atoi(t.Name()); err == nil {
			_ = syscall.Setpriority(syscall.PRIO_PROCESS, id, backgroundNice)
		}
	}
}
