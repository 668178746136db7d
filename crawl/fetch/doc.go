// Package fetch gets one thing from the network, politely and safely: robots
// rules are obeyed at every redirect, one request at a time runs per host,
// private addresses are refused after the name is resolved, and sizes, times and
// redirects are bounded.
//
// Invariant: a call ends, within its time limits, in the whole body as it was
// served or in a *Failure that names the reason. Never in half a body.
package fetch
