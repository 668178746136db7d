package main

// systemPages are articles in the markup of real content systems.
func systemPages() []page { return nil }
