//go:build js && page

package node

import (
	"io/fs"

	"timeslice/assets/beside"
)

// Sources are the files of Node's own modules, by names such as "fs/promises.js".
func Sources() fs.FS { return beside.Archive("library") }
