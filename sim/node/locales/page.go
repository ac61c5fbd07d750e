//go:build js && page

package locales

import (
	"io/fs"

	"timeslice/assets/beside"
)

// Files are the files of the package, and their licences; they are read when a script first asks.
func Files() fs.FS { return beside.Archive("locales") }
