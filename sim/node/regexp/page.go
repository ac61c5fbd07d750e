//go:build js && page

package regexp

import (
	"io/fs"

	"timeslice/assets/beside"
)

// Files are what a pattern may ask of Unicode; they are read when one first asks.
func Files() fs.FS { return beside.Archive("unicode") }
