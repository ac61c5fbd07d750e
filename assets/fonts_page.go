//go:build js && page

package assets

import (
	"io/fs"

	"timeslice/assets/beside"
)

// Fonts returns the font files, by names such as "Inter-Regular.ttf". They change
// less often than the program.
func Fonts() fs.FS { return beside.Archive("fonts") }
