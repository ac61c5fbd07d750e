//go:build !(js && page)

package regexp

import (
	"embed"
	"io/fs"
)

//go:embed unicode.txt
var files embed.FS

// Files are what a pattern may ask of Unicode: see the head of unicode.txt.
func Files() fs.FS { return files }
