//go:build !linux

package main

// background does nothing where a process cannot lower its priority by itself.
func background() {}
