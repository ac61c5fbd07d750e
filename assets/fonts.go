//go:build !page

package assets

import (
	"embed"
	"io/fs"
)

//go:embed fonts/*.ttf fonts/*.otf fonts/OFL.txt
var fonts embed.FS

// Fonts returns the font files, by names such as "Inter-Regular.ttf", and
// their licence, OFL.txt. fonts/generate.py says how they are made and of which
// characters.
func Fonts() fs.FS {
	files, err := fs.Sub(fonts, "fonts")
	if err != nil {
		panic("assets: no folder fonts: " + err.Error())
	}
	return files
}
