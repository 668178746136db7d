//go:build !race

package main

// sample is how many documents one stands for.
const sample = 1
