// Package ole reads the container of the older office formats (.doc, .xls,
// .ppt, .wps, .msg): a small file system in one file, [MS-CFB].
//
// Invariant: nothing is believed that the file says about its own size. A chain
// of sectors ends at the latest after as many steps as the file has sectors, so
// cycles end and no stream is larger than its file.
package ole
