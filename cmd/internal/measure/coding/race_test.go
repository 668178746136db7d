//go:build race

package main

// sample is how many documents one stands for: the race detector makes reading all
// of them take minutes, and looks for something else.
const sample = 5
