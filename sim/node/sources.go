//go:build !(js && page)

package node

import (
	"embed"
	"io/fs"

	"timeslice/sim/node/locales"
	"timeslice/sim/node/regexp"
)

//go:embed all:lib
var lib embed.FS

// Sources are the files of Node's own modules, by names such as "fs/promises.js".
func Sources() fs.FS {
	files, err := fs.Sub(lib, "lib")
	if err != nil {
		panic("node: no folder lib: " + err.Error())
	}
	return files
}

// Beside is what a page loads beside the program, by the names it has there.
func Beside() map[string]fs.FS {
	return map[string]fs.FS{"library": Sources(), "locales": locales.Files(), "unicode": regexp.Files()}
}
