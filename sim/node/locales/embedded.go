//go:build !(js && page)

package locales

import (
	"embed"
	"io/fs"
)

//go:embed locales.txt collation.txt zoneinfo.zip LICENSE.txt
var files embed.FS

// Files are the files of the package, and their licences.
func Files() fs.FS { return files }
