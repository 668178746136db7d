package store

import "syscall"

func mount(source, target, fstype string, flags uintptr, data string) error {
	return syscall.Mount(source, target, fstype, flags, data)
}

func unmount(target string) error { return syscall.Unmount(target, syscall.MNT_DETACH) }
