package node

import (
	"path"
	"strings"
)

// Disk is the files a process sees: read when first asked for, never written
// back. Paths are absolute, with slashes.
type Disk interface {
	// Read returns a file's bytes, false if there is none of that path.
	Read(path string) ([]byte, bool)
}

// Files is a disk held in memory, by path.
type Files map[string][]byte

// Read returns a file's bytes.
func (f Files) Read(name string) ([]byte, bool) {
	data, ok := f[path.Clean(name)]
	return data, ok
}

// lines splits source at its line ends.
func lines(source string) []string { return strings.Split(source, "\n") }
