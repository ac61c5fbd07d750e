package node

import (
	"path"
	"strconv"
	"strings"
)

// isLibrary reports whether a script is one of Node's own modules.
func isLibrary(name string) bool { return strings.HasPrefix(name, "node:") }

func base(name string) string { return path.Base(name) }

func itoa(n int) string { return strconv.Itoa(n) }
