//go:build !linux

package store

import "errors"

func mount(_, _, _ string, _ uintptr, _ string) error { return errors.ErrUnsupported }

func unmount(string) error { return errors.ErrUnsupported }
